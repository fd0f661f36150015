import { and, eq } from "drizzle-orm";
import { sessions } from "#drizzle/schema.ts";
import { mayManageAllTokens, requireTokenHolder } from "#lib/api-tokens/require.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { inTransaction, type MerchantContext } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { notifyPerson } from "#lib/second-factor/notify.ts";
import { quoteName } from "#lib/text.ts";

/**
 * Revokes an API token at once: the caller's own, or any of the merchant for its admins and owners.
 * Throws `forbidden`, and `not_found` also for an ended token.
 */
export async function revokeApiToken(
  ctx: MerchantContext,
  { tokenId }: { tokenId: string },
): Promise<void> {
  requireTokenHolder(ctx);
  const { id, name, kind, userId, merchantId } = sessions;
  await inTransaction(ctx, async (tx) => {
    const [revoked] = await tx.db
      .delete(sessions)
      .where(
        and(
          eq(id, tokenId),
          eq(kind, "api_token"),
          eq(merchantId, ctx.merchantId),
          mayManageAllTokens(ctx) ? undefined : eq(userId, ctx.caller.userId),
        ),
      )
      .returning({ id, name, createdBy: userId });
    if (!revoked) throw new AppError("not_found");
    await recordEvent(tx, { action: "api_token.revoked", before: revoked });
    await notifyPerson(tx, revoked.createdBy, {
      subject: "An API token of your account was revoked",
      text: `${ctx.caller.email} revoked the API token ${quoteName(revoked.name ?? "")} at ${quoteName(ctx.merchantName)}.`,
    });
  });
}
