import { sql } from "drizzle-orm";
import type { Database } from "#lib/context.ts";
import { queues } from "#lib/jobs/queues.ts";
import { log } from "#lib/log.ts";
import type { Metrics } from "#lib/telemetry/metrics.ts";

interface QueueLoad {
  queue: string;
  /** Waiting jobs. */
  depth: number;
  /** Waiting jobs that failed before. */
  retrying: number;
  /** How long the oldest due job has waited for a worker. */
  ageSeconds: number;
}

/** Queues older than this are reported as late. */
const lateSeconds = 300;

/** Measures the load of each queue, including the one for password resets. */
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

/** Exports queue metrics at each scrape; none while the database is down. */
export function observeQueues({ observe }: Metrics, db: Database): void {
  const read = (number: "depth" | "retrying" | "ageSeconds") => async () => {
    const loads = await measureQueues(db).catch(() => []);
    return Object.fromEntries(loads.map((load) => [load.queue, load[number]]));
  };
  observe("queue_depth", read("depth"));
  observe("queue_retrying", read("retrying"));
  observe("queue_age_seconds", read("ageSeconds"));
}

/** Logs which queues are late. */
export async function warnOfLateQueues({ db }: { db: Database }): Promise<void> {
  for (const load of await measureQueues(db)) {
    if (load.ageSeconds > lateSeconds) log.warn(load, "jobs have been waiting for minutes");
  }
}
