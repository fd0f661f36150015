import { log } from "#lib/log.ts";
import { withTimeout } from "#lib/timeout.ts";

const patienceMs = 1000;
const pauseMs = 1000;

/**
 * Asks a store that may be away. After it failed, or kept quiet for a second, one question a
 * second still goes to it, so that an outage delays few requests and writes two lines to the log.
 */
export class CircuitBreaker {
  readonly #name: string;
  #isAway = false;
  #askAgainAt = 0;

  constructor(name: string) {
    this.#name = name;
  }

  /** The answer, or null where there is none to be had. */
  async ask<T>(question: () => Promise<T>): Promise<T | null> {
    const isTrial = this.#isAway;
    const now = performance.now();
    if (isTrial && now < this.#askAgainAt) return null;
    if (isTrial) this.#askAgainAt = now + pauseMs;
    try {
      const answer = await withTimeout(question(), patienceMs, () => {
        throw new Error(`No answer in ${patienceMs} ms`);
      });
      if (isTrial) this.#close();
      return answer;
    } catch (error) {
      this.#open(error);
      return null;
    }
  }

  #open(error: unknown): void {
    this.#askAgainAt = performance.now() + pauseMs;
    if (!this.#isAway) log.warn({ err: error }, `${this.#name} is away`);
    this.#isAway = true;
  }

  #close(): void {
    if (this.#isAway) log.info(`${this.#name} is back`);
    this.#isAway = false;
  }
}
