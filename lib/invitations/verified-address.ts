import { and, eq, isNotNull } from "drizzle-orm";
import { users } from "#drizzle/schema.ts";
import type { MerchantContext } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";

/** Whether the caller has shown that they read the mail to their address. */
export async function hasVerifiedAddress({ db, caller }: MerchantContext): Promise<boolean> {
  const [user] = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, caller.userId), isNotNull(users.emailVerifiedAt)));
  return user !== undefined;
}

/** Throws `forbidden` for a caller who could invite in the name of somebody else's address. */
export async function requireVerifiedAddress(ctx: MerchantContext): Promise<void> {
  if (await hasVerifiedAddress(ctx)) return;
  const message = "Confirm your own e-mail address before you invite others";
  throw new AppError("forbidden", message);
}
