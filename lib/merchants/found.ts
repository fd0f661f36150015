import { memberships, merchants } from "#drizzle/schema.ts";
import { recordPersonEvent } from "#lib/audit/record.ts";
import type { Context } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import type { Merchant } from "#lib/merchants/schema.ts";
import { toMoment } from "#lib/moment.ts";

interface Founding {
  name: string;
  owner: { id: string; email: string };
}

/**
 * Inserts a merchant with its first owner, if any, without an audit row. Call it in a transaction.
 */
export async function insertMerchant(
  { db }: Context,
  { name, owner }: Pick<Founding, "name"> & { owner: Founding["owner"] | null },
): Promise<Merchant> {
  const [merchant] = await db
    .insert(merchants)
    .values({ id: newId("mer"), name })
    .returning();
  if (!merchant) throw new Error("the merchant was not inserted");
  const { id, createdAt } = merchant;
  if (owner) {
    await db.insert(memberships).values({ merchantId: id, userId: owner.id, role: "owner" });
  }
  return { id, name, createdAt: toMoment(createdAt) };
}

/** Creates a merchant with the person as its first owner. Call it in a transaction. */
export async function foundMerchant(ctx: Context, founding: Founding): Promise<Merchant> {
  const { name, owner } = founding;
  const merchant = await insertMerchant(ctx, founding);
  const doer = { merchantId: merchant.id, userId: owner.id };
  const after = { name, owner: owner.email };
  await recordPersonEvent(ctx, doer, { action: "merchant.created", after });
  return merchant;
}
