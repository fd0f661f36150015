import { randomBytes } from "node:crypto";
import { and, eq, gt, inArray, sql } from "drizzle-orm";
import { mailedTokens, users } from "#drizzle/schema.ts";
import type { Context } from "#lib/context.ts";
import { type AppError, invalidField } from "#lib/errors.ts";
import { computeHmac, computeHmacs } from "#lib/key-ring.ts";

export type MailedTokenPurpose = (typeof mailedTokens.$inferSelect)["purpose"];

/** Returns the 256 random bits of an emailed link and the hash that the database keeps of it. */
export function generateLinkToken({ secrets }: Context): { token: string; tokenHash: Buffer } {
  const token = randomBytes(32).toString("base64url");
  return { token, tokenHash: computeHmac(secrets.mailedToken, token) };
}

/** Returns the hashes under which the database may keep a link's token. */
export function hashLinkToken({ mailedToken }: Context["secrets"], token: string): Buffer[] {
  return computeHmacs(mailedToken, token).map(({ hash }) => hash);
}

interface NewToken {
  purpose: MailedTokenPurpose;
  userId: string;
  email: string;
  validSeconds: number;
}

/**
 * Creates the token of a link, in place of an earlier one for the same purpose. Call it in a
 * transaction.
 */
export async function makeMailedToken(ctx: Context, facts: NewToken): Promise<string> {
  const { purpose, userId, email, validSeconds } = facts;
  const { token, tokenHash } = generateLinkToken(ctx);
  const isEarlier = and(eq(mailedTokens.userId, userId), eq(mailedTokens.purpose, purpose));
  await ctx.db.delete(mailedTokens).where(isEarlier);
  const expiresAt = sql`now() + make_interval(secs => ${validSeconds})`;
  await ctx.db.insert(mailedTokens).values({ tokenHash, purpose, userId, email, expiresAt });
  return token;
}

/** Whether a link was sent within the last minute: strangers must not fill a mailbox. */
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
 * Spends a token and returns whose it was. Throws `bad_request` for one that was spent, has
 * expired, or was sent to an email that the person no longer has.
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
        inArray(mailedTokens.tokenHash, hashLinkToken(secrets, token)),
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

/** The error for an invalid link, the same for every reason. */
export function linkIsOver(): AppError {
  return invalidField("token", "This link has expired or was already used. Request a new one");
}
