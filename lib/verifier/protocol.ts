import { type SQL, sql } from "drizzle-orm";

/** NOTIFY channel for changes and marks; the triggers of migration 0006 name it too. */
export const changeChannel = "keysmith_verifiers";

export const changeKinds = ["key", "application", "merchant"] as const;

/** A change to one key and its secrets, or to all keys of an owner. */
export interface Change {
  kind: (typeof changeKinds)[number];
  id: string;
}

/** A sequence number that every verifier with a lease must confirm. */
export interface Mark {
  kind: "mark";
  number: number;
}

/** Parses a payload of `changeChannel`: `key ID`, `application ID`, `merchant ID` or `mark NUMBER`. */
export function parseMessage(payload: string): Change | Mark | null {
  const [kind, id = ""] = payload.split(" ");
  if (kind === "mark") return /^\d+$/.test(id) ? { kind, number: Number(id) } : null;
  const change = changeKinds.find((known) => known === kind);
  return change && id ? { kind: change, id } : null;
}

/** SQL that sends the mark `number`; the triggers of migration 0006 send the changes. */
export function notifyMark(number: SQL): SQL {
  return sql`pg_notify(${changeChannel}, 'mark ' || ${number})`;
}

/** NOTIFY channel of one session, used once to check that notifications arrive. */
export function getProbeChannel(leaseId: string): string {
  return `keysmith_verifier_${leaseId}`;
}

/** SQL for a lease id that names the server's timeline, which changes with each promotion. */
export const timelineId = "'timeline ' || verifier_timeline()";

/**
 * SQL that adds a lease when a new timeline is first seen, because a promoted standby may lack the
 * newest leases. Returns that lease, or no row.
 */
export function noteTimeline(leaseSeconds: number): string {
  return `
    insert into verifier_leases (id, expires_at, confirmed_mark)
    select current.id,
      greatest(now() + interval '${leaseSeconds} s', (select max(expires_at) from verifier_leases)),
      0
    from (select ${timelineId} as id offset 0) current
    where not exists (select from verifier_leases known where known.id = current.id)
    on conflict (id) do update set confirmed_mark = 0
    returning id, expires_at`;
}
