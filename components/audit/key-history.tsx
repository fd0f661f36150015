"use client";

import { ActorName } from "#components/audit/actor-name.tsx";
import { listChanges } from "#components/audit/changes.ts";
import { KeyEventSentence } from "#components/audit/event-sentence.tsx";
import { useKeyHistory } from "#components/audit/queries.ts";
import { Link } from "#components/navigation/link.tsx";
import { describeFailure } from "#components/submit-failure.ts";
import { Moment } from "#components/ui/moment.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { ApiError } from "#lib/api-client.ts";
import type { AuditEvent } from "#lib/audit/schema.ts";
import { paths } from "#lib/paths.ts";

interface KeyHistoryProps {
  applicationId: string;
  keyId: string;
  /** Changes with automatic events of the key, such as the first use of a new secret. */
  state: string;
}

/**
 * The last ten events of a key with a link to all of them; without access to the audit log, an
 * explanation of who has it.
 */
export function KeyHistory({ applicationId, keyId, state }: KeyHistoryProps) {
  const { data, error, refetch } = useKeyHistory(applicationId, keyId, state);
  if (data) {
    const search = new URLSearchParams({ applicationId, keyId });
    return (
      <div>
        <ol className="divide-y divide-border">
          {data.data.map((event) => (
            <HistoryItem key={event.id} event={event} />
          ))}
        </ol>
        <Link
          href={`${paths.auditLog}?${search}`}
          className="mt-3 inline-flex min-h-6 items-center rounded font-medium text-accent-text text-sm underline-offset-2 hover:underline"
        >
          View all in the audit log
        </Link>
      </div>
    );
  }
  if (!error) return <KeyHistorySkeleton />;
  if (error instanceof ApiError && error.status === 403) {
    return <Notice tone="info">Only admins and owners can view this key's history.</Notice>;
  }
  return (
    <Notice tone="danger" role="alert">
      {describeFailure(error)}{" "}
      <button
        type="button"
        onClick={() => void refetch()}
        className="rounded font-medium underline underline-offset-2"
      >
        Try again
      </button>
    </Notice>
  );
}

function HistoryItem({ event }: { event: AuditEvent }) {
  const changed =
    event.action === "api_key.updated" ? listChanges(event).map(({ label }) => label) : [];
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-0.5 py-3 text-sm leading-6 first:pt-0">
      <span className="wrap-anywhere min-w-0">
        <KeyEventSentence event={event} />
        {changed.length > 0 && <span className="text-muted">: {changed.join(", ")}</span>}
      </span>
      <span className="min-w-0 text-muted">
        <ActorName actor={event.actor} />, <Moment at={event.createdAt} relative />
      </span>
    </li>
  );
}

const placeholders = ["w-40", "w-32", "w-48"];

function KeyHistorySkeleton() {
  return (
    <div aria-busy className="divide-y divide-border">
      {placeholders.map((width) => (
        <div key={width} className="flex h-12 items-center justify-between gap-6">
          <Skeleton className={width} />
          <Skeleton className="w-36" />
        </div>
      ))}
    </div>
  );
}
