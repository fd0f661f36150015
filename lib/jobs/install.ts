import type { Database } from "#lib/context.ts";
import { createBoss } from "#lib/jobs/boss.ts";
import { queues, sweepQueue } from "#lib/jobs/queues.ts";

/** Brings the job queue's own schema, the queues and their schedule to what this version needs. */
export async function installJobs(db: Database): Promise<void> {
  const boss = createBoss(db, { supervise: false, schedule: false, registerInstance: false });
  await boss.start();
  try {
    for (const { name, policy, ...options } of queues) {
      await boss.createQueue(name, { policy, ...options });
      await boss.updateQueue(name, options);
    }
    await boss.schedule(sweepQueue, "* * * * *");
  } finally {
    await boss.stop();
  }
}
