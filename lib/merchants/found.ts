import { auditEvents, memberships, merchants } from "#drizzle/schema.ts";
import type { Context } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import type { Merchant } from "#lib/merchants/schema.ts";
import { toMoment } from "#lib/moment.ts";

/** Makes a merchant with its first owner, in the transaction of `ctx`. */
export async function foundMerchant(
  { db, request }: Context,
  { name, owner }: { name: string; owner: { id: string; email: string } },
): Promise<Merchant> {
  const [merchant] = await db
    .insert(merchants)
    .values({ id: newId("mer"), name })
    .returning();
  if (!merchant) throw new Error("the merchant was not inserted");
  await db.insert(memberships).values({ merchantId: merchant.id, userId: owner.id, role: "owner" });
  await db.insert(auditEvents).values({
    id: newId("aud"),
    merchantId: merchant.id,
    action: "merchant.created",
    actorId: owner.id,
    via: "portal",
    address: request.address,
    userAgent: request.userAgent,
    requestId: request.id,
    after: { name, owner: owner.email },
  });
  return { id: merchant.id, name, createdAt: toMoment(merchant.createdAt) };
}
