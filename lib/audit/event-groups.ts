import type { SecurityEvent } from "#lib/context.ts";

/** An event of which it is known whom it concerns; nothing in it is what a stranger typed. */
export interface ResolvedEvent extends Pick<SecurityEvent, "action" | "reason" | "operation"> {
  merchantId: string | null;
  userId: string | null;
  sessionId: string | null;
  applicationId: string | null;
  keyId: string | null;
  via: "portal" | "token" | "api_token" | "issuer" | "api_key" | "system";
  address: string | null;
  userAgent: string | null;
  requestId: string;
}

/** Equal events, and how many of them no row tells of yet. */
export interface EventGroup {
  /** The first of those that no row tells of. */
  event: ResolvedEvent;
  count: number;
  /** `performance.now()` of its last row. */
  writtenAt: number;
}

interface Bounds {
  /** How long a group waits between two rows. */
  pauseMs: number;
  perMerchant: number;
  total: number;
}

/**
 * Groups of equal events, of which each gets a row at once and then at most one in each pause. What
 * goes beyond the bounds counts in a group for its merchant and action, and beyond twice the bound in
 * one for the installation: an attack gets no more rows, however many sources it has.
 */
export class EventGroups {
  readonly #bounds: Bounds;
  readonly #groups = new Map<string, EventGroup>();
  readonly #ofMerchant = new Map<string | null, number>();

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  /** @param source what tells this event from others of the same merchant */
  add(event: ResolvedEvent, source: string, count: number): void {
    const group = this.#groupOf(event, source);
    group.count += count;
  }

  /** Groups that wait for a row, or all with something to tell; forgets those that are over. */
  due(now: number, isLast: boolean): EventGroup[] {
    const due: EventGroup[] = [];
    for (const [name, group] of this.#groups) {
      const isPaused = now - group.writtenAt < this.#bounds.pauseMs;
      if (group.count > 0 && (isLast || !isPaused)) due.push(group);
      else if (group.count === 0 && !isPaused) this.#forget(name, group);
    }
    return due;
  }

  #groupOf(event: ResolvedEvent, source: string): EventGroup {
    const { merchantId, action } = event;
    const { perMerchant, total } = this.#bounds;
    const isRoom = (this.#ofMerchant.get(merchantId) ?? 0) < perMerchant;
    return (
      this.#find(`${merchantId} ${action} ${source}`, event, isRoom && this.#groups.size < total) ??
      this.#find(`${merchantId} ${action}`, toOthers(event), this.#groups.size < 2 * total) ??
      this.#open(action, { ...toOthers(event), merchantId: null })
    );
  }

  #find(name: string, event: ResolvedEvent, isRoom: boolean): EventGroup | undefined {
    return this.#groups.has(name) || isRoom ? this.#open(name, event) : undefined;
  }

  #open(name: string, event: ResolvedEvent): EventGroup {
    const known = this.#groups.get(name);
    if (known) {
      if (known.count === 0) known.event = event;
      return known;
    }
    const { merchantId } = event;
    const group = { event, count: 0, writtenAt: Number.NEGATIVE_INFINITY };
    this.#groups.set(name, group);
    this.#ofMerchant.set(merchantId, (this.#ofMerchant.get(merchantId) ?? 0) + 1);
    return group;
  }

  #forget(name: string, { event: { merchantId } }: EventGroup): void {
    this.#groups.delete(name);
    const left = (this.#ofMerchant.get(merchantId) ?? 0) - 1;
    if (left > 0) this.#ofMerchant.set(merchantId, left);
    else this.#ofMerchant.delete(merchantId);
  }
}

/** An event that stands for many from different sources. */
function toOthers({ action, merchantId, via, requestId }: ResolvedEvent): ResolvedEvent {
  return {
    action,
    reason: "various",
    merchantId,
    userId: null,
    sessionId: null,
    applicationId: null,
    keyId: null,
    via,
    address: null,
    userAgent: null,
    requestId,
  };
}
