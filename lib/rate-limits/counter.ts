/** How much one key has taken of its allowance, and how long until it has taken nothing again. */
export interface Count {
  consumedPoints: number;
  msBeforeNext: number;
}

/** Until the window of `count` ends, in whole seconds, as `Retry-After` has it. */
export function secondsLeft(count: Count): number {
  return Math.max(1, Math.ceil(count.msBeforeNext / 1000));
}

/** Counts one policy in windows of fixed length, each of which begins with a key's first request. */
export interface Counter {
  /** Adds `points`, which are negative where they are given back, and answers the new count. */
  add(key: string, points: number): Promise<Count>;
}

/** Where the counters of all policies live. */
export interface CounterStore {
  getCounter(policy: string, windowSeconds: number): Counter;
  close(): Promise<void>;
}
