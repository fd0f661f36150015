import { sql } from "drizzle-orm";
import type { Context, Database, Mail, Secrets } from "#lib/context.ts";
import { createBoss } from "#lib/jobs/boss.ts";
import { mailQueue, strangersMailQueue } from "#lib/jobs/queues.ts";
import type { KeyRing } from "#lib/key-ring.ts";
import { addressKey } from "#lib/rate-limits/address-key.ts";
import { seal, unseal } from "#lib/seal.ts";

const use = "mail";

/** Beyond this length, a line's emails keep their order of arrival. */
const maxLineLength = 1000;

/** An email in the database. It may hold a link that opens an account, so it is encrypted. */
export interface QueuedMail extends Omit<Mail, "text" | "letter" | "requestedBy"> {
  /** Encoded as base64. */
  sealedText: string;
  /** The letter as JSON; the previous release reads the text alone. */
  sealedLetter?: string;
}

/**
 * Queues a job for each email in the transaction of `db`. It runs all queries there, because the
 * caller holds a connection and must not wait for a second one of the pool.
 */
export function createMailQueue({ sealing }: Pick<Secrets, "sealing">): Context["mail"] {
  return {
    queue: async (db: Database, mails: readonly Mail[]) => {
      const boss = createBoss(db);
      for (const { queue, line, mails: together } of groupByLine(mails)) {
        const ahead = line === undefined ? 0 : await countWaiting(db, queue, line);
        const jobs = together.map(({ to, subject, text, letter }, index) => ({
          data: {
            to,
            subject,
            sealedText: sealText(sealing, text),
            ...(letter && { sealedLetter: sealText(sealing, JSON.stringify(letter)) }),
          } satisfies QueuedMail,
          singletonKey: line,
          // The n-th of a line comes after everyone else's (n-1)-th, so lines are served in turn.
          priority: line === undefined ? 0 : -Math.min(ahead + index, maxLineLength),
        }));
        await boss.insert(queue, jobs);
      }
    },
  };
}

/** Groups emails that could flood a queue by their sender; other emails have no line. */
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
      limit ${maxLineLength}
    ) as line`);
  return row?.waiting ?? 0;
}

/** Decrypts a queued email; the previous release queued it unencrypted. */
export function openMail({ sealing }: Pick<Secrets, "sealing">, mail: QueuedMail | Mail): Mail {
  if ("text" in mail) return mail;
  const { to, subject, sealedText, sealedLetter } = mail;
  const text = unsealText(sealing, sealedText);
  if (sealedLetter === undefined) return { to, subject, text };
  return { to, subject, text, letter: JSON.parse(unsealText(sealing, sealedLetter)) };
}

const sealText = (sealing: KeyRing, text: string) =>
  seal(sealing, use, Buffer.from(text)).toString("base64");

const unsealText = (sealing: KeyRing, sealed: string) =>
  unseal(sealing, use, Buffer.from(sealed, "base64")).toString();
