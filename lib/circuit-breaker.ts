import { log } from "#lib/log.ts";
import { withTimeout } from "#lib/timeout.ts";

const timeoutMs = 1000;
const pauseMs = 1000;

/**
 * Circuit breaker for a store. After a failure or a timeout of one second, only one call a second
 * is tried, so that an outage delays few requests and writes two log lines.
 */
export class CircuitBreaker {
  readonly #name: string;
  #isAway = false;
  #retryAt = 0;

  constructor(name: string) {
    this.#name = name;
  }

  /** Whether the last call failed. */
  get isOpen(): boolean {
    return this.#isAway;
  }

  /** Returns the result, or null if the store is unavailable. */
  async run<T>(work: () => Promise<T>): Promise<T | null> {
    const isTrial = this.#isAway;
    const now = performance.now();
    if (isTrial && now < this.#retryAt) return null;
    if (isTrial) this.#retryAt = now + pauseMs;
    try {
      const result = await withTimeout(work(), timeoutMs, () => {
        throw new Error(`No answer in ${timeoutMs} ms`);
      });
      if (isTrial) this.#close();
      return result;
    } catch (error) {
      this.#open(error);
      return null;
    }
  }

  #open(error: unknown): void {
    this.#retryAt = performance.now() + pauseMs;
    if (!this.#isAway) log.warn({ err: error }, `${this.#name} is away`);
    this.#isAway = true;
  }

  #close(): void {
    if (this.#isAway) log.info(`${this.#name} is back`);
    this.#isAway = false;
  }
}
