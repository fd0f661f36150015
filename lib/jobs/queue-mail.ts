import { sql } from "drizzle-orm";
import type { Context, Database, Mail, Secrets } from "#lib/context.ts";
import { createBoss } from "#lib/jobs/boss.ts";
import { mailQueue, strangersMailQueue } from "#lib/jobs/queues.ts";
import { addressKey } from "#lib/rate-limits/address-key.ts";
import { seal, unseal } from "#lib/seal.ts";

const use = "mail";

/** Further back than this a line's mails keep the order in which they came. */
const longestLine = 1000;

/** What waits in the database; a mail may hold a link that opens an account, so it is sealed. */
export interface QueuedMail extends Omit<Mail, "text" | "requestedBy"> {
  /** In base64. */
  sealedText: string;
}

/**
 * A job for each mail, in the transaction of `db`. All that it asks of the database goes through
 * that transaction: whoever holds a connection must not wait for another one of the pool.
 */
export function createMailQueue({ sealing }: Pick<Secrets, "sealing">): Context["mail"] {
  return {
    queue: async (db: Database, mails: readonly Mail[]) => {
      const boss = createBoss(db);
      for (const { queue, line, mails: together } of groupByLine(mails)) {
        const ahead = line === undefined ? 0 : await countWaiting(db, queue, line);
        const jobs = together.map(({ to, subject, text }, index) => ({
          data: {
            to,
            subject,
            sealedText: seal(sealing, use, Buffer.from(text)).toString("base64"),
          } satisfies QueuedMail,
          singletonKey: line,
          // The n-th of a line comes after everybody else's (n-1)-th, so lines are served in turn.
          priority: line === undefined ? 0 : -Math.min(ahead + index, longestLine),
        }));
        await boss.insert(queue, jobs);
      }
    },
  };
}

/** The mails that can cause a queue to grow, by who caused them; the others have no line. */
function groupByLine(mails: readonly Mail[]) {
  const groups = new Map<string, { queue: string; line: string | undefined; mails: Mail[] }>();
  for (const mail of mails) {
    const { queue, line } = getQueue(mail);
    const name = `${queue} ${line ?? ""}`;
    const group = groups.get(name) ?? { queue, line, mails: [] };
    group.mails.push(mail);
    groups.set(name, group);
  }
  return groups.values();
}

function getQueue({ requestedBy }: Mail): { queue: string; line: string | undefined } {
  if (!requestedBy) return { queue: mailQueue, line: undefined };
  if (requestedBy.kind === "merchant") return { queue: mailQueue, line: requestedBy.id };
  return { queue: strangersMailQueue, line: addressKey(requestedBy) };
}

async function countWaiting(db: Database, queue: string, line: string): Promise<number> {
  const [row] = await db.execute<{ waiting: number }>(sql`
    select count(*)::int as waiting from (
      select 1 from pgboss.job
      where name = ${queue} and singleton_key = ${line} and state < 'active'
      limit ${longestLine}
    ) as line`);
  return row?.waiting ?? 0;
}

/** The mail as it was before it waited; the release before has queued it without a seal. */
export function openMail({ sealing }: Pick<Secrets, "sealing">, mail: QueuedMail | Mail): Mail {
  if ("text" in mail) return mail;
  const { to, subject, sealedText } = mail;
  const text = unseal(sealing, use, Buffer.from(sealedText, "base64")).toString();
  return { to, subject, text };
}
