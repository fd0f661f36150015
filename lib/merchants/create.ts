import { eq } from "drizzle-orm";
import { users } from "#drizzle/schema.ts";
import { makeMailedToken } from "#lib/accounts/mailed-token.ts";
import { recordOperatorEvent } from "#lib/audit/record.ts";
import { type Context, inTransaction } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { ownerLetter } from "#lib/letters/company.ts";
import { composeMail } from "#lib/letters/letter.ts";
import { insertMerchant } from "#lib/merchants/found.ts";
import {
  type CreatedMerchant,
  type CreateMerchantBody,
  ownerLinkDays,
} from "#lib/merchants/schema.ts";
import { paths } from "#lib/paths.ts";
import { quoteName } from "#lib/text.ts";

/**
 * Creates a merchant, for a person if one is named, and notifies them by email; a new person gets an
 * account and a link to choose its password. For the operator only. Throws `conflict` if the account's email is
 * unverified, because it may belong to someone else.
 */
export async function createMerchant(
  ctx: Context,
  input: Pick<CreateMerchantBody, "name"> & { ownerEmail?: string },
): Promise<CreatedMerchant> {
  const { name, ownerEmail: email } = input;
  return inTransaction(ctx, async (tx) => {
    const person = email === undefined ? null : await findOrMakePerson(tx, email);
    const owner = person && { id: person.userId, email: person.email };
    const merchant = await insertMerchant(tx, { name, owner });
    await recordOperatorEvent(tx, merchant.id, {
      action: "merchant.created",
      after: { name, ...(owner && { owner: owner.email }) },
    });
    if (person) await mailOwner(tx, { name, ...person });
    const owners = owner ? [owner.email] : [];
    return { ...merchant, owners, suspendedAt: null, isOwnerNew: person?.isNew ?? false };
  });
}

/** An account with an unverified email may be an impostor's, who must not get the company. */
async function findOrMakePerson({ db }: Context, email: string) {
  await db
    .insert(users)
    .values({ id: newId("usr"), email })
    .onConflictDoNothing();
  const [user] = await db.select().from(users).where(eq(users.email, email)).for("update");
  if (!user) throw new Error("the person was not inserted");
  const { id: userId, emailVerifiedAt, passwordHash } = user;
  if (emailVerifiedAt === null && passwordHash !== null) {
    const problem = `The email address of the account ${email} isn't confirmed`;
    throw new AppError("conflict", `${problem}. Its owner must confirm it first`);
  }
  return { userId, email, isNew: emailVerifiedAt === null };
}

interface Owner {
  /** Name of the company. */
  name: string;
  email: string;
  userId: string;
  isNew: boolean;
}

async function mailOwner(ctx: Context, owner: Owner): Promise<void> {
  const letter = ownerLetter({
    productName: ctx.config.productName,
    company: quoteName(owner.name),
    url: await makeOwnerLink(ctx, owner),
    days: owner.isNew ? ownerLinkDays : null,
  });
  await ctx.mail.queue(ctx.db, [{ to: owner.email, ...composeMail(ctx, letter) }]);
}

async function makeOwnerLink(ctx: Context, { email, userId, isNew }: Owner): Promise<string> {
  if (!isNew) return new URL(paths.signIn, ctx.portalUrl).href;
  const validSeconds = ownerLinkDays * 24 * 3600;
  const facts = { purpose: "reset_password", userId, email, validSeconds } as const;
  const token = await makeMailedToken(ctx, facts);
  return new URL(`${paths.resetPassword}#${token}`, ctx.portalUrl).href;
}
