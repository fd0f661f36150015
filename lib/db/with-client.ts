import type { Sql } from "postgres";
import { openClient } from "#lib/db/open-client.ts";
import { toPrimary } from "#lib/db/target-session.ts";
import { withTimeout } from "#lib/timeout.ts";

/**
 * Runs `work` on its own connection, to the primary by default, and closes it.
 * @throws the driver's error, or code `TIMEOUT`: the driver retries forever if a server accepts
 * connections and does not respond
 */
export async function withClient<T>(
  url: string,
  timeoutMs: number,
  work: (sql: Sql) => Promise<T>,
  target: Partial<typeof toPrimary> = toPrimary,
): Promise<T> {
  const sql = openClient(url, {
    max: 1,
    connect_timeout: Math.ceil(timeoutMs / 1000),
    onnotice: () => undefined,
    ...target,
  });
  try {
    return await withTimeout(work(sql), timeoutMs, () => {
      throw Object.assign(new Error(`No answer within ${timeoutMs} ms`), { code: "TIMEOUT" });
    });
  } finally {
    await sql.end({ timeout: 1 });
  }
}
