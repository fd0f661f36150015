import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import { ActorName } from "#components/audit/actor-name.tsx";
import { type Change, listChanges } from "#components/audit/changes.ts";
import { isRefusal, toReasonLabel } from "#components/audit/refusal.ts";
import { viaNames } from "#components/audit/via-names.ts";
import { describeRateLimit } from "#components/rate-limit-words.ts";
import { IpAddress } from "#components/ui/ip-address.tsx";
import { Moment } from "#components/ui/moment.tsx";
import type { RateLimit } from "#lib/api-keys/schema.ts";
import type { AuditEvent } from "#lib/audit/schema.ts";

/** All details of an event, including what changed. */
export function EventDetails({ event }: { event: AuditEvent }) {
  const changes = listChanges(event).map((change) =>
    isRefusal(event) && change.name === "reason"
      ? { ...change, after: toReasonLabel(String(change.after)) }
      : change,
  );
  return (
    <div className="mx-4 mb-4 grid gap-x-10 gap-y-6 rounded-xl border border-border bg-sunken p-4 text-sm leading-6 md:mx-5 md:mb-5 md:p-5 lg:grid-cols-2">
      <section>
        <h2 className="mb-2 font-medium">{event.before ? "Changes" : "Content"}</h2>
        {changes.length === 0 ? (
          <p className="text-muted">No further details.</p>
        ) : (
          <dl className="flex flex-col gap-1.5">
            {changes.map((change) => (
              <Entry key={change.name} label={change.label}>
                <ChangedValue change={change} />
              </Entry>
            ))}
          </dl>
        )}
      </section>
      <section>
        <h2 className="mb-2 font-medium">Details</h2>
        <dl className="flex flex-col gap-1.5">
          <Entry label="When">
            <Moment at={event.createdAt} exact />
          </Entry>
          <Entry label="Who">
            <ActorName actor={event.actor} />
          </Entry>
          {event.actor.email && <Code label="Member ID">{event.actor.id}</Code>}
          <Entry label="Via">{viaNames[event.via]}</Entry>
          {event.address && (
            <Entry label="IP address">
              <IpAddress>{event.address}</IpAddress>
            </Entry>
          )}
          {event.userAgent && (
            <Entry label="User agent">
              <bdi>{event.userAgent}</bdi>
            </Entry>
          )}
          {event.sessionId && <Code label="Session ID">{event.sessionId}</Code>}
          {event.applicationId && <Code label="Application ID">{event.applicationId}</Code>}
          {event.keyId && <Code label="Key ID">{event.keyId}</Code>}
          <Code label="Request ID">{event.requestId}</Code>
          <Code label="Event ID">{event.id}</Code>
        </dl>
      </section>
    </div>
  );
}

function Entry({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 sm:grid-cols-[8.5rem_minmax(0,1fr)]">
      <dt className="text-muted">{label}</dt>
      <dd className="wrap-anywhere min-w-0">{children}</dd>
    </div>
  );
}

function Code({ label, children }: { label: string; children: string }) {
  return (
    <Entry label={label}>
      <code translate="no" className="font-mono text-[0.8125rem]">
        {children}
      </code>
    </Entry>
  );
}

function ChangedValue({ change: { name, before, after } }: { change: Change }) {
  if (before === undefined) return <Value name={name} value={after} />;
  return (
    <>
      <del className="text-muted decoration-border-strong">
        <Value name={name} value={before} />
      </del>{" "}
      <ArrowRight role="img" aria-label="became" className="mb-0.5 inline size-3.5 text-muted" />{" "}
      <ins className="font-medium no-underline">
        <Value name={name} value={after ?? null} />
      </ins>
    </>
  );
}

const momentForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

function Value({ name, value }: { name: string; value: unknown }) {
  if (value === null || (Array.isArray(value) && value.length === 0)) return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string" && momentForm.test(value)) return <Moment at={value} exact />;
  if (Array.isArray(value)) {
    const text = value.map(toText).join(", ");
    return name === "ipAllowlist" ? <IpAddress>{text}</IpAddress> : <bdi>{text}</bdi>;
  }
  if (isRateLimit(value)) return describeRateLimit(value);
  return <bdi>{toText(value)}</bdi>;
}

function isRateLimit(value: unknown): value is RateLimit {
  const { limit, windowSeconds } = value as Partial<RateLimit>;
  return typeof limit === "number" && typeof windowSeconds === "number";
}

function toText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
