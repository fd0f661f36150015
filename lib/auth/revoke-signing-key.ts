import { eq, sql } from "drizzle-orm";
import { signingKeys } from "#drizzle/schema.ts";
import { recordOperatorEvent } from "#lib/audit/record.ts";
import { listSigningKeys, type SigningKeyRecord } from "#lib/auth/list-signing-keys.ts";
import { rotationLeadSeconds } from "#lib/auth/rotate-signing-key.ts";
import { lockSigningKeys } from "#lib/auth/signing-keys.ts";
import { type Context, inTransaction } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";

/**
 * Revokes a signing key and with it every token it has signed, on every instance within
 * `signingKeyReachSeconds`; a revoked one stays as it is. Throws `not_found`, and `conflict` where
 * no other key could sign.
 */
export async function revokeSigningKey(
  ctx: Context,
  { kid }: { kid: string },
): Promise<SigningKeyRecord> {
  return inTransaction(ctx, async (tx) => {
    await lockSigningKeys(tx);
    const keys = await listSigningKeys(tx);
    const key = keys.find((each) => each.kid === kid);
    if (!key) throw new AppError("not_found", `There is no signing key ${kid}`);
    if (key.status === "revoked") return key;
    const maySign = ({ status }: SigningKeyRecord) => ["signing", "verifying"].includes(status);
    if (!keys.some((each) => each !== key && maySign(each))) throw nothingElseSigns(kid);
    const [revoked] = await tx.db
      .update(signingKeys)
      .set({ revokedAt: sql`now()` })
      .where(eq(signingKeys.kid, kid))
      .returning({ kid: signingKeys.kid });
    await recordOperatorEvent(tx, null, { action: "signing_key.revoked", before: revoked });
    return (await listSigningKeys(tx)).find((each) => each.kid === kid) ?? key;
  });
}

function nothingElseSigns(kid: string): AppError {
  const advice = `Rotate first, and revoke it ${rotationLeadSeconds / 60} minutes later`;
  return new AppError("conflict", `No other key could sign in place of ${kid}. ${advice}`);
}
