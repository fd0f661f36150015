import type { Sql } from "postgres";

/** Half the clock tolerance of JWTs. */
const toleratedSeconds = 30;

/** Returns a warning if this machine's clock and the database's differ too much. */
export async function checkClock(sql: Sql): Promise<string | undefined> {
  const [row] = await sql`select extract(epoch from clock_timestamp())::float8 as now`;
  const seconds = Math.round(Date.now() / 1000 - row?.now);
  if (Math.abs(seconds) <= toleratedSeconds) return undefined;
  const direction = seconds > 0 ? "ahead of" : "behind";
  return (
    `This machine's clock is ${Math.abs(seconds)} s ${direction} the database's. Correct it: ` +
    "access tokens have 60 s of leeway, and authenticator codes less."
  );
}
