import { sql } from "drizzle-orm";
import { rateLimits } from "#drizzle/schema.ts";
import type { Database } from "#lib/context.ts";
import { log } from "#lib/log.ts";
import type { Count, CounterStore } from "#lib/rate-limits/counter.ts";
import { defineStatement } from "#lib/statement.ts";

const clearMs = 60_000;
const clearBatchSize = 10_000;

// Windows use the database's clock, so instances need no synchronized clocks.
const addPoints = defineStatement<{ key: string; points: number; windowSeconds: number }, Count>(
  "rate_limit_add",
  sql`
    insert into ${rateLimits} as held (key, points, expires_at)
    values (
      ${sql.placeholder("key")}, ${sql.placeholder("points")},
      now() + make_interval(secs => ${sql.placeholder("windowSeconds")})
    )
    on conflict (key) do update set
      points = excluded.points + case when held.expires_at > now() then held.points else 0 end,
      expires_at = case
        when held.expires_at > now() then held.expires_at else excluded.expires_at
      end
    returning points::float8 as "consumedPoints",
      (extract(epoch from expires_at - now()) * 1000)::float8 as "msBeforeNext"`,
);

/** Counts in the database with one statement per request, and deletes expired windows. */
export function postgresStore(db: Database): CounterStore {
  const clear = () =>
    clearExpired(db).catch((error) => log.warn({ err: error }, "rate limits not cleared away"));
  const timer = setInterval(clear, clearMs).unref();
  return {
    getCounter: (policy, windowSeconds) => ({
      add: async (key, points) => {
        const values = { key: `${policy}:${key}`, points, windowSeconds };
        const [count] = await addPoints(db, values);
        if (!count) throw new Error("the request was not counted");
        return count;
      },
    }),
    close: async () => clearInterval(timer),
  };
}

/** Deletes expired windows in batches, and skips rows that another instance holds. */
export async function clearExpired(db: Database): Promise<void> {
  let cleared: number;
  do {
    const rows = await db.execute(sql`
      delete from ${rateLimits} where key in (
        select key from ${rateLimits} where expires_at <= now()
        limit ${clearBatchSize} for update skip locked
      )`);
    cleared = rows.count;
  } while (cleared === clearBatchSize);
}
