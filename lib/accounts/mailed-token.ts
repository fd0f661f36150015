import { createHmac, randomBytes } from "node:crypto";
import { and, eq, gt, sql } from "drizzle-orm";
import { mailedTokens, users } from "#drizzle/schema.ts";
import type { Context } from "#lib/context.ts";
import { type AppError, invalidField } from "#lib/errors.ts";

export type MailedTokenPurpose = (typeof mailedTokens.$inferSelect)["purpose"];

/** What the link in a mail holds, 256 random bits, and what the database keeps of it. */
export function generateLinkToken({ secrets }: Context): { token: string; tokenHash: Buffer } {
  const token = randomBytes(32).toString("base64url");
  return { token, tokenHash: hashLinkToken(secrets, token) };
}

export function hashLinkToken({ mailedToken }: Context["secrets"], token: string): Buffer {
  return createHmac("sha256", mailedToken).update(token).digest();
}

interface NewToken {
  purpose: MailedTokenPurpose;
  userId: string;
  email: string;
  validSeconds: number;
}

/** A token for a link, in place of an earlier one for the same purpose. Call it in a transaction. */
export async function makeMailedToken(ctx: Context, facts: NewToken): Promise<string> {
  const { purpose, userId, email, validSeconds } = facts;
  const { token, tokenHash } = generateLinkToken(ctx);
  const isEarlier = and(eq(mailedTokens.userId, userId), eq(mailedTokens.purpose, purpose));
  await ctx.db.delete(mailedTokens).where(isEarlier);
  const expiresAt = sql`now() + make_interval(secs => ${validSeconds})`;
  await ctx.db.insert(mailedTokens).values({ tokenHash, purpose, userId, email, expiresAt });
  return token;
}

/** Whether one was mailed within the last minute: nobody's mailbox is to be filled by strangers. */
export async function wasJustMailed(
  { db }: Context,
  userId: string,
  purpose: MailedTokenPurpose,
): Promise<boolean> {
  const [recent] = await db
    .select({ createdAt: mailedTokens.createdAt })
    .from(mailedTokens)
    .where(
      and(
        eq(mailedTokens.userId, userId),
        eq(mailedTokens.purpose, purpose),
        gt(mailedTokens.createdAt, sql`now() - interval '1 minute'`),
      ),
    );
  return recent !== undefined;
}

/**
 * Spends a token: whose it was. One that was spent, has expired, or was sent to an address that the
 * person no longer has is a `bad_request`.
 */
export async function spendMailedToken(
  { db, secrets }: Context,
  purpose: MailedTokenPurpose,
  token: string,
): Promise<{ userId: string; email: string }> {
  const [spent] = await db
    .delete(mailedTokens)
    .where(
      and(
        eq(mailedTokens.tokenHash, hashLinkToken(secrets, token)),
        eq(mailedTokens.purpose, purpose),
        gt(mailedTokens.expiresAt, sql`now()`),
      ),
    )
    .returning({ userId: mailedTokens.userId, email: mailedTokens.email });
  const owner = spent && and(eq(users.id, spent.userId), eq(users.email, spent.email));
  const [user] = owner ? await db.select({ id: users.id }).from(users).where(owner) : [];
  if (!spent || !user) throw linkIsOver();
  return spent;
}

/** The one error for a link that names nothing any more, whatever the reason. */
export function linkIsOver(): AppError {
  return invalidField("token", "This link has expired or was used already. Ask for a new one");
}
