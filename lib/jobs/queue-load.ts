import { sql } from "drizzle-orm";
import type { Database } from "#lib/context.ts";
import { queues } from "#lib/jobs/queues.ts";
import { log } from "#lib/log.ts";
import type { Metrics } from "#lib/telemetry/metrics.ts";

interface QueueLoad {
  queue: string;
  /** Jobs that wait. */
  depth: number;
  /** Those of them that failed and wait for their next try. */
  retrying: number;
  /** How long the oldest job that is due has waited for a worker. */
  ageSeconds: number;
}

/** Older than this, somebody misses what the job is for. */
const lateSeconds = 300;

/** What each queue holds, that of the requests for password resets included. */
export async function measureQueues(db: Database): Promise<QueueLoad[]> {
  const names = queues.map(({ name }) => name);
  return db.execute<QueueLoad & Record<string, unknown>>(sql`
    select queue, count(start_after)::int as depth,
      count(*) filter (where state = 'retry')::int as retrying,
      greatest(extract(epoch from now() - min(start_after)), 0)::float as "ageSeconds"
    from unnest(array[${sql.join(
      names.map((name) => sql`${name}`),
      sql`, `,
    )}]) as queue
    left join pgboss.job on name = queue and state < 'active'
    group by queue
    union all
    select 'password-reset-requests', count(*)::int, 0,
      greatest(extract(epoch from now() - min(created_at)), 0)::float
    from password_reset_requests`);
}

/** Tells of the queues at each scrape; nothing while the database is away. */
export function observeQueues({ observe }: Metrics, db: Database): void {
  const read = (number: "depth" | "retrying" | "ageSeconds") => async () => {
    const loads = await measureQueues(db).catch(() => []);
    return Object.fromEntries(loads.map((load) => [load.queue, load[number]]));
  };
  observe("queue_depth", read("depth"));
  observe("queue_retrying", read("retrying"));
  observe("queue_age_seconds", read("ageSeconds"));
}

/** Says in the log which queues are late. */
export async function warnOfLateQueues({ db }: { db: Database }): Promise<void> {
  for (const load of await measureQueues(db)) {
    if (load.ageSeconds > lateSeconds) log.warn(load, "jobs have been waiting for minutes");
  }
}
