import type { Database, Mail } from "#lib/context.ts";
import { createBoss } from "#lib/jobs/boss.ts";
import { mailQueue } from "#lib/jobs/queues.ts";

/**
 * A job for each mail, in the transaction of `db`. All that it asks of the database goes through
 * that transaction: whoever holds a connection must not wait for another one of the pool.
 */
export async function queueMail(db: Database, mails: readonly Mail[]): Promise<void> {
  if (mails.length === 0) return;
  const jobs = mails.map(({ to, subject, text }) => ({ data: { to, subject, text } }));
  await createBoss(db).insert(mailQueue, jobs);
}
