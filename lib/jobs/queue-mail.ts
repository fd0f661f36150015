import type { Context, Database, Mail, Secrets } from "#lib/context.ts";
import { createBoss } from "#lib/jobs/boss.ts";
import { mailQueue } from "#lib/jobs/queues.ts";
import { seal, unseal } from "#lib/seal.ts";

const use = "mail";

/** What waits in the database; a mail may hold a link that opens an account, so it is sealed. */
export interface QueuedMail extends Omit<Mail, "text"> {
  /** In base64. */
  sealedText: string;
}

/**
 * A job for each mail, in the transaction of `db`. All that it asks of the database goes through
 * that transaction: whoever holds a connection must not wait for another one of the pool.
 */
export function mailQueueOf({ sealing }: Pick<Secrets, "sealing">): Context["mail"] {
  return {
    queue: async (db: Database, mails: readonly Mail[]) => {
      if (mails.length === 0) return;
      const jobs = mails.map(({ to, subject, text }): { data: QueuedMail } => ({
        data: { to, subject, sealedText: seal(sealing, use, Buffer.from(text)).toString("base64") },
      }));
      await createBoss(db).insert(mailQueue, jobs);
    },
  };
}

/** The mail as it was before it waited; the release before has queued it without a seal. */
export function openMail({ sealing }: Pick<Secrets, "sealing">, mail: QueuedMail | Mail): Mail {
  if ("text" in mail) return mail;
  const { to, subject, sealedText } = mail;
  const text = unseal(sealing, use, Buffer.from(sealedText, "base64")).toString();
  return { to, subject, text };
}
