import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "postgres";

/** Requests queue behind a lock that we wait for. Below PostgreSQL's deadlock timeout of 1 s. */
const timeoutMs = 250;
const pauseMs = { min: 100, max: 1000 };
const patienceMs = 10 * 60_000;

/**
 * Repeats the work, with pauses, until the locks that it needs are free. `sql` must have a single
 * connection, whose lock_timeout is 0 afterwards.
 */
export async function withLockTimeout<T>(sql: Sql, work: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + patienceMs;
  await sql`select set_config('lock_timeout', ${String(timeoutMs)}, false)`;
  for (let pause = pauseMs.min; ; pause = Math.min(2 * pause, pauseMs.max)) {
    try {
      const result = await work();
      await sql`set lock_timeout = 0`;
      return result;
    } catch (error) {
      if (!isLockTimeout(error) || performance.now() > deadline) throw error;
      await sleep(pause * (0.5 + Math.random()));
    }
  }
}

function isLockTimeout(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && error.code === "55P03") || isLockTimeout(error.cause);
}
