/** Points that a key has used, and the time until they are reset. */
export interface Count {
  consumedPoints: number;
  msBeforeNext: number;
}

/** Seconds until the window of `count` ends, for `Retry-After`. */
export function secondsLeft(count: Count): number {
  return Math.max(1, Math.ceil(count.msBeforeNext / 1000));
}

/** Counts one policy in fixed windows, each of which starts with a key's first request. */
export interface Counter {
  /** Adds `points`, negative to return them, and returns the new count. */
  add(key: string, points: number): Promise<Count>;
}

/** Store of all limits of a process, which counts by itself while a shared store is away. */
export interface CountedStore extends CounterStore {
  name: "memory" | "postgres" | "redis";
  /** Returns whether the last request could be counted there. */
  isUp(): boolean;
  /** Returns how many requests this process counted by itself. */
  countFallbacks(): number;
}

/** Store of the counters of all policies. */
export interface CounterStore {
  getCounter(policy: string, windowSeconds: number): Counter;
  close(): Promise<void>;
}
