import { type SQL, sql } from "drizzle-orm";

/** NOTIFY channel for changes and marks; the triggers of migration 0006 name it too. */
export const changeChannel = "keysmith_verifiers";

/** How long a verifier may trust its cache without a heartbeat. */
export const leaseSeconds = 2;

export const changeKinds = ["key", "application", "merchant"] as const;

/** A change in the database: of a key and its secrets, or of all keys of an owner. */
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

/** NOTIFY channel for one verifier's heartbeats, so that no other verifier receives them. */
export function getHeartbeatChannel(leaseId: string): string {
  return `keysmith_verifier_${leaseId}`;
}

export function encodeHeartbeat(number: number): string {
  return String(number);
}

export function parseHeartbeat(payload: string): number {
  return Number(payload);
}
