import { randomUUID } from "node:crypto";
import { withClient } from "#lib/db/with-client.ts";

const readMark = "select current_setting('keysmith.session', true) as mark";

/**
 * Whether a connection keeps its session, which migrations and notifications need. A pooler in
 * transaction mode gives each transaction any of its own connections to the server.
 * @throws the driver's error, or `TIMEOUT`, as `withClient`
 */
export async function keepsSession(url: string, timeoutMs: number): Promise<boolean> {
  return withClient(url, timeoutMs, async (sql) => {
    const answer = await sql.unsafe("select pg_backend_pid() as pid");
    // A pooler hands out process ids of its own making.
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
