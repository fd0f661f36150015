import type { SecurityEvent } from "#lib/context.ts";

/** An event resolved to records; nothing in it was typed by a stranger. */
export interface ResolvedEvent extends Pick<SecurityEvent, "action" | "reason" | "operation"> {
  merchantId: string | null;
  userId: string | null;
  sessionId: string | null;
  applicationId: string | null;
  keyId: string | null;
  via: "portal" | "token" | "api_token" | "issuer" | "api_key" | "operator" | "system";
  address: string | null;
  userAgent: string | null;
  requestId: string;
}

/** Equal events, and the number without a row yet. */
export interface EventGroup {
  /** The first event without a row. */
  event: ResolvedEvent;
  count: number;
  /** `performance.now()` at the last row. */
  writtenAt: number;
}

interface Bounds {
  /** Minimum time between two rows of a group. */
  pauseMs: number;
  perMerchant: number;
  total: number;
}

/**
 * Groups equal events: a row at once, then at most one per pause. Beyond the bounds, events count
 * in one group per merchant and action, and beyond twice the total in one for the installation: an
 * attack gets no more rows, however many sources it has.
 */
export class EventGroups {
  readonly #bounds: Bounds;
  readonly #groups = new Map<string, EventGroup>();
  readonly #ofMerchant = new Map<string | null, number>();

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  /**
   * @param source tells this event from others of the same merchant
   */
  add(event: ResolvedEvent, source: string, count: number): void {
    const group = this.#getGroup(event, source);
    group.count += count;
  }

  /** Returns the groups that are due for a row, or all with a count; forgets idle ones. */
  due(now: number, isLast: boolean): EventGroup[] {
    const due: EventGroup[] = [];
    for (const [name, group] of this.#groups) {
      const isPaused = now - group.writtenAt < this.#bounds.pauseMs;
      if (group.count > 0 && (isLast || !isPaused)) due.push(group);
      else if (group.count === 0 && !isPaused) this.#forget(name, group);
    }
    return due;
  }

  #getGroup(event: ResolvedEvent, source: string): EventGroup {
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

/** Returns an event that stands for many from different sources. */
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
