import type { PgBoss } from "pg-boss";
import type { Database, Mail } from "#lib/context.ts";
import { asBossDatabase } from "#lib/jobs/boss.ts";
import { mailQueue } from "#lib/jobs/queues.ts";

/** A job for each mail, in the transaction of `db`. */
export async function queueMail(boss: PgBoss, db: Database, mails: readonly Mail[]): Promise<void> {
  if (mails.length === 0) return;
  const jobs = mails.map(({ to, subject, text }) => ({ data: { to, subject, text } }));
  await boss.insert(mailQueue, jobs, { db: asBossDatabase(db) });
}
