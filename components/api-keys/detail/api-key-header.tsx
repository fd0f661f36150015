"use client";

import { ChevronRight } from "lucide-react";
import { type ReactNode, type RefObject, useRef } from "react";
import { KeyStatusBadge } from "#components/api-keys/key-status-badge.tsx";
import { MaskedKey } from "#components/api-keys/masked-key.tsx";
import { EnvironmentBadge } from "#components/applications/environment-badge.tsx";
import { Link } from "#components/navigation/link.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { ApiKey } from "#lib/api-keys/schema.ts";
import type { Application } from "#lib/applications/schema.ts";
import { paths } from "#lib/paths.ts";

interface ApiKeyHeaderProps {
  apiKey: ApiKey;
  application: Application;
  heading: RefObject<HTMLHeadingElement | null>;
  /** Actions available to the reader. */
  actions: ReactNode;
}

export function ApiKeyHeader({ apiKey, application, heading, actions }: ApiKeyHeaderProps) {
  const id = useRef<HTMLElement>(null);
  return (
    <header className="mb-8">
      <nav aria-label="Breadcrumb" className="mb-3 text-muted text-sm">
        <ol className="flex min-w-0 items-center gap-1">
          <li className="shrink-0">
            <Link href={paths.applications} className="rounded py-1 hover:text-text">
              Applications
            </Link>
          </li>
          <Separator />
          <li className="min-w-0 shrink truncate">
            <Link href={paths.application(application.id)} className="rounded py-1 hover:text-text">
              <bdi>{application.name}</bdi>
            </Link>
          </li>
          <Separator />
          <li aria-current="page" className="min-w-16 shrink-2 truncate">
            <bdi>{apiKey.description}</bdi>
          </li>
        </ol>
      </nav>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <h1
              ref={heading}
              tabIndex={-1}
              className="wrap-anywhere text-pretty font-semibold text-2xl leading-8 tracking-tight"
            >
              <bdi>{apiKey.description}</bdi>
            </h1>
            <KeyStatusBadge status={apiKey.status} />
            <EnvironmentBadge environment={apiKey.environment} />
          </div>
          <div className="mt-2 flex flex-wrap items-center gap-x-5 gap-y-1 text-muted text-sm">
            <MaskedKey keyPrefix={apiKey.keyPrefix} />
            <span className="inline-flex min-w-0 items-center gap-1">
              <code ref={id} translate="no" className="wrap-anywhere font-mono text-[0.8125rem]">
                {apiKey.id}
              </code>
              <CopyButton label="Copy key ID" text={apiKey.id} source={id} />
            </span>
          </div>
        </div>
        {actions}
      </div>
    </header>
  );
}

function Separator() {
  return (
    <li aria-hidden className="shrink-0">
      <ChevronRight className="size-3.5" />
    </li>
  );
}
