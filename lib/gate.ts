import { AppError } from "#lib/errors.ts";

interface GateOptions {
  atOnce: number;
  /** How many may wait at most, together and each caller alone. */
  waiting: number;
  waitingPerCaller?: number;
}

/**
 * Bounds how much of something expensive is under way in this process. Callers wait in lines of
 * their own, which are served in turn, so none of them can hold up the others.
 */
export class Gate {
  readonly #options: GateOptions;
  /** An entry for each caller who waits, the next to be served first. */
  readonly #lines = new Map<string, (() => void)[]>();
  #running = 0;
  #waiting = 0;

  constructor(options: GateOptions) {
    this.#options = options;
  }

  /** Runs `work` when it's the caller's turn. Throws `unavailable` where too many wait already. */
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
    const line = this.#lines.get(caller) ?? [];
    if (this.#waiting >= waiting || line.length >= waitingPerCaller) {
      throw new AppError("unavailable", undefined, { retryAfterSeconds: 1 });
    }
    this.#lines.set(caller, line);
    this.#waiting += 1;
    return new Promise((enter) => line.push(enter));
  }

  /** Hands the place to whoever is next. */
  #leave(): void {
    const [next] = this.#lines;
    if (!next) {
      this.#running -= 1;
      return;
    }
    const [caller, line] = next;
    this.#lines.delete(caller);
    const enter = line.shift();
    if (line.length > 0) this.#lines.set(caller, line);
    this.#waiting -= 1;
    enter?.();
  }
}
