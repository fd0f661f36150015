import { randomUUID } from "node:crypto";
import { withClient } from "#lib/db/with-client.ts";

const readMark = "select current_setting('keysmith.session', true) as mark";

/**
 * Returns whether a connection keeps its session, as migrations and notifications need. A pooler in
 * transaction mode uses any server connection for each transaction.
 * @throws the driver's error, or `TIMEOUT`, like `withClient`
 */
export async function keepsSession(url: string, timeoutMs: number): Promise<boolean> {
  return withClient(url, timeoutMs, async (sql) => {
    const answer = await sql.unsafe("select pg_backend_pid() as pid");
    // A pooler makes up the process ids that it reports.
    if (answer.state.pid === answer[0]?.pid) return true;
    const mark = randomUUID();
    await sql.unsafe(`select set_config('keysmith.session', '${mark}', false)`);
    return withClient(url, timeoutMs, (other) =>
      other.begin(async (tx) => {
        const [theirs] = await tx.unsafe(readMark);
        if (theirs?.mark === mark) return false;
        const [ours] = await sql.unsafe(readMark);
        return ours?.mark === mark;
      }),
    );
  });
}
