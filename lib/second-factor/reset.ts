import { and, eq, inArray } from "drizzle-orm";
import { memberships, sessions, users } from "#drizzle/schema.ts";
import { recordOperatorEvent } from "#lib/audit/record.ts";
import { type Context, inTransaction } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { secondFactorResetLetter } from "#lib/letters/account.ts";
import { composeMail } from "#lib/letters/letter.ts";
import { forgetFactors } from "#lib/second-factor/forget.ts";
import { lockPerson } from "#lib/second-factor/lock-person.ts";

/**
 * Removes every second factor and recovery code of a person who has lost them, and ends their
 * sessions; their API tokens stay. Throws `not_found`.
 */
export async function resetSecondFactor(ctx: Context, email: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { db } = tx;
    const [user] = await db.select({ id: users.id }).from(users).where(eq(users.email, email));
    if (!user) throw new AppError("not_found", `There is no person ${email}`);
    await lockPerson(tx, user.id);
    await forgetFactors(tx, user.id);
    const isPersonal = inArray(sessions.kind, ["portal", "token"]);
    await db.delete(sessions).where(and(eq(sessions.userId, user.id), isPersonal));
    const theirs = await db
      .select({ merchantId: memberships.merchantId })
      .from(memberships)
      .where(eq(memberships.userId, user.id));
    const facts = { action: "account.second_factor_reset", after: { person: email } } as const;
    for (const { merchantId } of theirs) await recordOperatorEvent(tx, merchantId, facts);
    if (theirs.length === 0) await recordOperatorEvent(tx, null, facts);
    await ctx.mail.queue(db, [{ to: email, ...createMail(ctx) }]);
  });
}

function createMail(ctx: Context) {
  const { productName } = ctx.config;
  return composeMail(ctx, secondFactorResetLetter({ productName, url: ctx.portalUrl }));
}
