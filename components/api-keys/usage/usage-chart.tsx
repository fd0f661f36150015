"use client";

import { ChartNoAxesColumn, Table2 } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { UsageBars } from "#components/api-keys/usage/usage-bars.tsx";
import { useUsage } from "#components/api-keys/usage/usage-queries.ts";
import { UsageTable } from "#components/api-keys/usage/usage-table.tsx";
import { countRefused, summarizeUsage } from "#components/api-keys/usage/usage-words.ts";
import { describeFailure } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

const height = "h-64";

/** A key's calls of the last days as a chart, with an alternative table. */
export function UsageChart({ applicationId, keyId }: { applicationId: string; keyId: string }) {
  const usage = useUsage(applicationId, keyId);
  const [isTable, setTable] = useState(false);
  const days = usage.data?.data;

  if (!days) {
    return (
      <UsageFrame isBusy={usage.isPending}>
        <div className={classNames(height, "flex flex-col justify-center")}>
          {usage.error ? <UsageFailure usage={usage} /> : <Skeleton className="h-full" />}
        </div>
      </UsageFrame>
    );
  }
  const summary = summarizeUsage(days);
  const hasRefusals = days.some((day) => countRefused(day) > 0);
  if (!hasRefusals && days.every((day) => day.verified === 0)) {
    return (
      <UsageFrame>
        <div
          className={classNames(
            height,
            "flex flex-col items-center justify-center px-6 text-center text-sm leading-6",
          )}
        >
          <ChartNoAxesColumn aria-hidden className="mb-3 size-8 text-accent-text" />
          <p className="font-medium">{summary}</p>
          <p className="text-pretty text-muted">
            Calls appear here within seconds. Days are in UTC.
          </p>
        </div>
      </UsageFrame>
    );
  }
  return (
    <UsageFrame
      action={
        <Button
          variant="secondary"
          size="small"
          aria-pressed={isTable}
          onClick={() => setTable(!isTable)}
          className="aria-pressed:bg-hover"
        >
          <Table2 aria-hidden />
          Show as table
        </Button>
      }
    >
      <p className="text-pretty text-muted text-sm leading-6">{summary}</p>
      {isTable ? (
        <UsageTable days={days} />
      ) : (
        <>
          <UsageBars days={days} />
          {hasRefusals && <UsageLegend />}
        </>
      )}
      {usage.error && <UsageFailure usage={usage} />}
    </UsageFrame>
  );
}

interface UsageFrameProps {
  isBusy?: boolean;
  action?: ReactNode;
  children: ReactNode;
}

function UsageFrame({ isBusy = false, action, children }: UsageFrameProps) {
  const headingId = useId();
  return (
    <section aria-labelledby={headingId} aria-busy={isBusy}>
      <div className="mb-4 flex min-h-9 flex-wrap items-center justify-between gap-3">
        <h2 id={headingId} className="font-semibold text-lg tracking-tight">
          Usage
        </h2>
        {action}
      </div>
      <div className="flex flex-col gap-4 rounded-2xl border border-border bg-surface p-4 shadow-card sm:p-5">
        {children}
      </div>
    </section>
  );
}

function UsageLegend() {
  return (
    <p aria-hidden className="flex gap-5 text-muted text-xs">
      <span className="inline-flex items-center gap-2">
        <span className="size-3 rounded-xs bg-accent" />
        Verified
      </span>
      <span className="inline-flex items-center gap-2">
        <span className="size-3 rounded-xs border border-danger bg-[repeating-linear-gradient(135deg,var(--danger)_0_2px,var(--danger-soft)_2px_4px)]" />
        Refused
      </span>
    </p>
  );
}

function UsageFailure({ usage }: { usage: { error: unknown; refetch: () => unknown } }) {
  return (
    <Notice tone="danger" role="alert">
      {describeFailure(usage.error)}{" "}
      <button
        type="button"
        onClick={() => usage.refetch()}
        className="rounded font-medium underline underline-offset-2"
      >
        Try again
      </button>
    </Notice>
  );
}
