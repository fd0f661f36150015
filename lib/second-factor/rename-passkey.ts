import { and, eq } from "drizzle-orm";
import { passkeys } from "#drizzle/schema.ts";
import { type MerchantContext, requirePerson } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { toPasskey } from "#lib/second-factor/passkey-record.ts";
import type { Passkey, RenamePasskeyBody } from "#lib/second-factor/schema.ts";

/** Renames one of the caller's passkeys. Throws `not_found`. */
export async function renamePasskey(
  ctx: MerchantContext,
  { passkeyId, name }: RenamePasskeyBody & { passkeyId: string },
): Promise<Passkey> {
  requirePerson(ctx);
  const [row] = await ctx.db
    .update(passkeys)
    .set({ name })
    .where(ownPasskey(ctx, passkeyId))
    .returning();
  if (!row) throw new AppError("not_found");
  return toPasskey(row);
}

/** Throws `not_found` for a malformed id. */
export function ownPasskey({ caller }: MerchantContext, passkeyId: string) {
  if (!/^[\w-]{1,1366}$/.test(passkeyId)) throw new AppError("not_found");
  return and(eq(passkeys.id, passkeyId), eq(passkeys.userId, caller.userId));
}
