import { auditEvents } from "#drizzle/schema.ts";
import type { RefusedUse } from "#lib/api-keys/usage/usage.ts";
import { type SecurityAction, securityActions } from "#lib/audit/constants.ts";
import { type EventGroup, EventGroups, type ResolvedEvent } from "#lib/audit/event-groups.ts";
import { type ResolvedSender, resolveSenders } from "#lib/audit/resolve-senders.ts";
import { toAddress } from "#lib/client-address.ts";
import type { Database, SecurityEvent } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import { log } from "#lib/log.ts";
import { addressKey } from "#lib/rate-limits/address-key.ts";

/** Distinct events between two flushes; the rest are merged. */
const maxPending = 2000;
const batchSize = 500;

const minute = { pauseMs: 60_000, perMerchant: 50, total: 1000 };
/** An expired or revoked key may stay in use for weeks: one row per hour is enough. */
const hour = { pauseMs: 3_600_000, perMerchant: 500, total: 20_000 };

/** Actions that indicate an attack. */
const alarming: readonly SecurityAction[] = [
  "security.refresh_token_reused",
  "security.cross_origin_refused",
];

interface Pending {
  event: SecurityEvent;
  count: number;
}

/**
 * Collects security events and writes them as audit events: equal ones as one counted row per
 * minute, within the bounds of `EventGroups` even under attack. Requests only pay a map look-up;
 * the persons concerned are looked up when the row is written.
 */
export class SecurityLog {
  /** Number of events by kind, for Prometheus. */
  readonly counts: Record<string, number> = Object.fromEntries(
    securityActions.map((action) => [getKind(action), 0]),
  );
  readonly #db: Database;
  readonly #countSignIn: (reason: string) => void;
  readonly #ofRequests = new EventGroups(minute);
  readonly #ofKeys = new EventGroups(hour);
  #pending = new Map<string, Pending>();
  #flushed: Promise<void> = Promise.resolve();

  /** @param countSignIn called with the reason of each failed sign-in */
  constructor(db: Database, countSignIn: (reason: string) => void = () => undefined) {
    this.#db = db;
    this.#countSignIn = countSignIn;
  }

  record(event: SecurityEvent): void {
    const { action, reason, count = 1 } = event;
    if (action === "security.sign_in_failed") this.#countSignIn(reason);
    const kind = getKind(action);
    this.counts[kind] = (this.counts[kind] ?? 0) + count;
    this.#hold(event, count);
  }

  /** Records a refused key: one row per hour for each key, reason and IP address. */
  recordKeyUse({ requestId, keyId, outcome, address, userAgent, count }: RefusedUse): void {
    const sender = { via: "api_key", keyId } as const;
    const request = { id: requestId, address, userAgent, sender };
    this.record({ action: "security.key_refused", reason: outcome, request, count });
  }

  /** Writes what is due; keeps what could not be written for the next time. */
  flush(): Promise<void> {
    return this.#enqueue(false);
  }

  /** Writes everything, for a process that ends. */
  drain(): Promise<void> {
    return this.#enqueue(true);
  }

  #enqueue(isLast: boolean): Promise<void> {
    this.#flushed = this.#flushed.catch(() => {}).then(() => this.#flushOnce(isLast));
    return this.#flushed;
  }

  #hold(event: SecurityEvent, count: number): void {
    const name = getEventKey(event);
    let pending = this.#pending.get(name);
    if (!pending && this.#pending.size >= maxPending) {
      const { action, request } = event;
      const others = { id: request.id, address: null, userAgent: null };
      pending = this.#getPending(action, { action, reason: "various", request: others });
    }
    pending ??= this.#getPending(name, event);
    pending.count += count;
  }

  #getPending(name: string, event: SecurityEvent): Pending {
    const known = this.#pending.get(name);
    if (known) return known;
    // A copy, because the running request may still learn of another sender.
    const { sender, ...request } = event.request;
    const pending = { event: { ...event, request: { ...request, sender } }, count: 0 };
    this.#pending.set(name, pending);
    return pending;
  }

  async #flushOnce(isLast: boolean): Promise<void> {
    await this.#sort();
    const now = performance.now();
    const groups = [this.#ofRequests, this.#ofKeys].flatMap((groups) => groups.due(now, isLast));
    for (let at = 0; at < groups.length; at += batchSize) {
      await this.#write(groups.slice(at, at + batchSize), now);
    }
  }

  /** Moves pending events into the groups of the merchants concerned. */
  async #sort(): Promise<void> {
    if (this.#pending.size === 0) return;
    const gathered = [...this.#pending.values()];
    this.#pending = new Map();
    const senders = gathered.map(({ event }) => event.request.sender);
    const resolved = await resolveSenders(this.#db, senders).catch((error) => {
      for (const { event, count } of gathered) this.#hold(event, count);
      throw error;
    });
    for (const { place, ...sender } of resolved) {
      const pending = gathered[place];
      if (pending) this.#add(pending, sender);
    }
  }

  #add({ event, count }: Pending, sender: ResolvedSender): void {
    const { action, reason, operation, request } = event;
    // One text that PostgreSQL rejects as an IP address would keep all other rows from being
    // written.
    const address = toAddress(request.address ?? undefined);
    const resolved: ResolvedEvent = {
      action,
      reason,
      operation,
      ...sender,
      sessionId: request.sender?.sessionId ?? null,
      via: request.sender?.via ?? "system",
      address,
      userAgent: request.userAgent,
      requestId: request.id,
    };
    const { userId, keyId, via } = resolved;
    const source = [
      reason,
      operation,
      userId,
      keyId,
      via,
      addressKey({ address, peer: request.peer }),
    ].join(" ");
    const groups = action === "security.key_refused" ? this.#ofKeys : this.#ofRequests;
    groups.add(resolved, source, count);
  }

  async #write(groups: readonly EventGroup[], now: number): Promise<void> {
    const written = groups.map(({ event, count }) => ({ event, count }));
    await this.#db.insert(auditEvents).values(written.map(toRow));
    for (const [place, group] of groups.entries()) {
      group.count -= written[place]?.count ?? 0;
      group.writtenAt = now;
    }
    for (const { event, count } of written) tell(event, count);
  }
}

function getEventKey({ action, reason, operation, request }: SecurityEvent): string {
  const { email, userId, sessionId, keyId } = request.sender ?? {};
  return [action, reason, operation, request.address, email, userId, sessionId, keyId].join(" ");
}

function toRow({ event, count }: { event: ResolvedEvent; count: number }) {
  const { reason, operation, userId, keyId, ...row } = event;
  return {
    id: newId("aud"),
    ...row,
    actorId: userId ?? "unknown",
    apiKeyId: keyId,
    after: { reason, ...(operation && { operation }), count },
  };
}

/** Writes one log line per row. */
function tell(event: ResolvedEvent, count: number): void {
  const { userAgent: _, ...facts } = event;
  const isAlarming = alarming.includes(event.action) || event.reason === "various";
  log[isAlarming ? "warn" : "info"]({ ...facts, count }, "security event");
}

function getKind(action: SecurityAction): string {
  return action.slice("security.".length);
}
