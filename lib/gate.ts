import { AppError } from "#lib/errors.ts";

interface GateOptions {
  atOnce: number;
  /** Maximum number of waiting calls, in total and per caller. */
  waiting: number;
  waitingPerCaller?: number;
}

/**
 * Limits concurrent expensive work in this process. Each caller has a queue, and the queues are
 * served round-robin, so that no caller can hold up the others.
 */
export class Gate {
  readonly #options: GateOptions;
  /** Queues of waiting callers, the next to be served first. */
  readonly #queues = new Map<string, (() => void)[]>();
  #running = 0;
  #waiting = 0;

  constructor(options: GateOptions) {
    this.#options = options;
  }

  /** Runs `work` when it is the caller's turn. Throws `unavailable` if too many calls wait. */
  async run<T>(work: () => Promise<T>, caller = ""): Promise<T> {
    if (this.#running < this.#options.atOnce) this.#running += 1;
    else await this.#wait(caller);
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  #wait(caller: string): Promise<void> {
    const { waiting, waitingPerCaller = waiting } = this.#options;
    const queue = this.#queues.get(caller) ?? [];
    if (this.#waiting >= waiting || queue.length >= waitingPerCaller) {
      throw new AppError("unavailable", undefined, { retryAfterSeconds: 1 });
    }
    this.#queues.set(caller, queue);
    this.#waiting += 1;
    return new Promise((enter) => queue.push(enter));
  }

  /** Passes the slot to the next caller. */
  #leave(): void {
    const [next] = this.#queues;
    if (!next) {
      this.#running -= 1;
      return;
    }
    const [caller, queue] = next;
    this.#queues.delete(caller);
    const enter = queue.shift();
    if (queue.length > 0) this.#queues.set(caller, queue);
    this.#waiting -= 1;
    enter?.();
  }
}
