import { setTimeout as sleep } from "node:timers/promises";
import type { PgBoss } from "pg-boss";
import type { Database } from "#lib/context.ts";
import { createBoss } from "#lib/jobs/boss.ts";
import { queues, retentionQueue, sweepQueue } from "#lib/jobs/queues.ts";

/** How often pg-boss looks for indexes to build, and repeats failed builds; its minimum. */
const bamIntervalSeconds = 10;

/** Updates the job queue's schema, queues and schedule to this version. */
export async function installJobs(db: Database): Promise<void> {
  const boss = createBoss(db, {
    supervise: false,
    schedule: false,
    registerInstance: false,
    bamIntervalSeconds,
  });
  try {
    await boss.start();
    await untilIndexed(boss);
    for (const { name, policy, ...options } of queues) {
      await boss.createQueue(name, { policy, ...options });
      await boss.updateQueue(name, options);
    }
    await boss.schedule(sweepQueue, "* * * * *");
    await boss.schedule(retentionQueue, "17 3 * * *");
  } finally {
    await boss.stop();
  }
}

/** pg-boss builds indexes after its migration, which serving processes have no right to. */
async function untilIndexed(boss: PgBoss): Promise<void> {
  while ((await boss.getBamStatus()).some(({ status }) => status !== "completed")) await sleep(200);
}
