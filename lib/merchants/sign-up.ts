import { auditEvents, memberships, merchants, users } from "#drizzle/schema.ts";
import { hashPassword } from "#lib/accounts/password.ts";
import { type Context, inTransaction } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import type { Merchant, SignUpBody } from "#lib/merchants/schema.ts";
import { toMoment } from "#lib/moment.ts";

/** Makes a merchant and its owner. Throws `conflict` where the address has an account already. */
export async function signUp(ctx: Context, input: SignUpBody): Promise<Merchant> {
  const { email, merchantName: name } = input;
  const passwordHash = await hashPassword(input.password);
  return inTransaction(ctx, async ({ db, request }) => {
    const [user] = await db
      .insert(users)
      .values({ id: newId("usr"), email, passwordHash })
      .onConflictDoNothing()
      .returning({ id: users.id });
    if (!user) throw new AppError("conflict", "An account with this e-mail address exists already");
    const [merchant] = await db
      .insert(merchants)
      .values({ id: newId("mer"), name })
      .returning();
    if (!merchant) throw new Error("the merchant was not inserted");
    await db
      .insert(memberships)
      .values({ merchantId: merchant.id, userId: user.id, role: "owner" });
    await db.insert(auditEvents).values({
      id: newId("aud"),
      merchantId: merchant.id,
      action: "merchant.created",
      actorId: user.id,
      via: "portal",
      address: request.address,
      userAgent: request.userAgent,
      requestId: request.id,
      after: { name, owner: email },
    });
    return { id: merchant.id, name, createdAt: toMoment(merchant.createdAt) };
  });
}
