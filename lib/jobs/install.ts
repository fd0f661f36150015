import type { Database } from "#lib/context.ts";
import { createBoss } from "#lib/jobs/boss.ts";
import { queues, retentionQueue, sweepQueue } from "#lib/jobs/queues.ts";

/** Updates the job queue's schema, queues and schedule to this version. */
export async function installJobs(db: Database): Promise<void> {
  const boss = createBoss(db, { supervise: false, schedule: false, registerInstance: false });
  await boss.start();
  try {
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
