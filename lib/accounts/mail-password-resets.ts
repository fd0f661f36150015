import { and, eq, gt, inArray, sql } from "drizzle-orm";
import { mailedTokens, passwordResetRequests, users } from "#drizzle/schema.ts";
import { resetWithinMinutes } from "#lib/accounts/constants.ts";
import { makeMailedToken } from "#lib/accounts/mailed-token.ts";
import { type Context, inTransaction, type Mail } from "#lib/context.ts";
import { passwordResetLetter } from "#lib/letters/account.ts";
import { composeMail } from "#lib/letters/letter.ts";
import { paths } from "#lib/paths.ts";

const batchSize = 500;

/** A repeat within it sends nothing: the link is in the mailbox, and strangers can't fill it. */
const pauseMinutes = 5;

/**
 * Looks up the emails of the oldest requests in one statement and sends a link to each account
 * among them. Returns whether more requests may wait.
 */
export async function mailPasswordResets(ctx: Context): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    const requests = await takeRequests(tx);
    if (requests.length === 0) return false;
    const sources = new Map(requests.map(({ email, source }) => [email, source]));
    const mails: Mail[] = [];
    for (const account of await lockAccounts(tx, [...sources.keys()])) {
      mails.push(await writeMail(tx, account, sources.get(account.email) ?? ""));
    }
    await tx.mail.queue(tx.db, mails);
    return requests.length === batchSize;
  });
}

async function takeRequests({ db }: Context): Promise<{ email: string; source: string }[]> {
  const oldest = db
    .select({ id: passwordResetRequests.id })
    .from(passwordResetRequests)
    .orderBy(passwordResetRequests.id)
    .limit(batchSize)
    .for("update", { skipLocked: true });
  return db
    .delete(passwordResetRequests)
    .where(inArray(passwordResetRequests.id, oldest))
    .returning({ email: passwordResetRequests.email, source: passwordResetRequests.source });
}

/** Locks the accounts, so that two batches can't email the same one; skips those just emailed. */
async function lockAccounts({ db }: Context, emails: string[]) {
  const found = await db
    .select({ userId: users.id, email: users.email })
    .from(users)
    .where(inArray(users.email, emails))
    .orderBy(users.id)
    .for("no key update");
  const userIds = found.map(({ userId }) => userId);
  const mailed = await db
    .select({ userId: mailedTokens.userId })
    .from(mailedTokens)
    .where(
      and(
        inArray(mailedTokens.userId, userIds),
        eq(mailedTokens.purpose, "reset_password"),
        gt(mailedTokens.createdAt, sql`now() - make_interval(mins => ${pauseMinutes})`),
      ),
    );
  const justMailed = new Set(mailed.map(({ userId }) => userId));
  return found.flatMap(({ userId, email }) =>
    email === null || justMailed.has(userId) ? [] : [{ userId, email }],
  );
}

async function writeMail(
  ctx: Context,
  { userId, email }: { userId: string; email: string },
  source: string,
): Promise<Mail> {
  const validSeconds = resetWithinMinutes * 60;
  const facts = { purpose: "reset_password", userId, email, validSeconds } as const;
  const token = await makeMailedToken(ctx, facts);
  const url = new URL(`${paths.resetPassword}#${token}`, ctx.portalUrl).href;
  const { productName } = ctx.config;
  const letter = passwordResetLetter({ productName, url, minutes: resetWithinMinutes });
  const requestedBy = { kind: "stranger", address: source || null } as const;
  return { to: email, ...composeMail(ctx, letter), requestedBy };
}
