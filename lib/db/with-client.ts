import { setTimeout as sleep } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import type { toPrimary } from "#lib/db/target-session.ts";

/**
 * Runs `work` on a connection of its own and closes it.
 * @throws the driver's error, or one with code `TIMEOUT`: the driver itself tries for ever where a
 *   server accepts connections and says nothing
 */
export async function withClient<T>(
  url: string,
  timeoutMs: number,
  work: (sql: Sql) => Promise<T>,
  target: Partial<typeof toPrimary> = {},
): Promise<T> {
  const sql = postgres(url, {
    max: 1,
    connect_timeout: Math.ceil(timeoutMs / 1000),
    onnotice: () => undefined,
    ...target,
  });
  const done = new AbortController();
  const overtime = sleep(timeoutMs, undefined, { signal: done.signal }).then(() => {
    throw Object.assign(new Error(`No answer within ${timeoutMs} ms`), { code: "TIMEOUT" });
  });
  try {
    return await Promise.race([work(sql), overtime]);
  } finally {
    done.abort();
    overtime.catch(() => undefined);
    await sql.end({ timeout: 1 });
  }
}
