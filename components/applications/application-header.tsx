"use client";

import { ChevronLeft } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { EnvironmentBadge } from "#components/applications/environment-badge.tsx";
import { Link } from "#components/navigation/link.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Moment } from "#components/ui/moment.tsx";
import type { Application } from "#lib/applications/schema.ts";
import { paths } from "#lib/paths.ts";

interface ApplicationHeaderProps {
  application: Application;
  /** Menu of actions on the application. */
  menu: ReactNode;
}

export function ApplicationHeader({ application, menu }: ApplicationHeaderProps) {
  const id = useRef<HTMLElement>(null);
  return (
    <header className="mb-10">
      <Link
        href={paths.applications}
        className="-ml-1 mb-3 inline-flex min-h-6 items-center gap-0.5 rounded pr-1 text-muted text-sm hover:text-text"
      >
        <ChevronLeft aria-hidden className="size-4" />
        Applications
      </Link>
      <div className="flex items-start justify-between gap-4">
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-2">
          <h1 className="wrap-anywhere text-pretty font-semibold text-2xl leading-8 tracking-tight">
            <bdi>{application.name}</bdi>
          </h1>
          <EnvironmentBadge environment={application.environment} />
        </div>
        {menu}
      </div>
      <div className="mt-2 flex flex-wrap items-center gap-x-5 gap-y-1 text-muted text-sm">
        <span className="inline-flex min-w-0 items-center gap-1">
          <code ref={id} translate="no" className="wrap-anywhere font-mono text-[0.8125rem]">
            {application.id}
          </code>
          <CopyButton label="Copy application ID" text={application.id} source={id} />
        </span>
        <span>
          Created <Moment at={application.createdAt} />
        </span>
      </div>
    </header>
  );
}
