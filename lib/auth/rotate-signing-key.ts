import { sql } from "drizzle-orm";
import { signingKeys } from "#drizzle/schema.ts";
import { recordOperatorEvent } from "#lib/audit/record.ts";
import { listSigningKeys, type SigningKeyRecord } from "#lib/auth/list-signing-keys.ts";
import { createSigningKey, lockSigningKeys } from "#lib/auth/signing-keys.ts";
import { type Context, inTransaction } from "#lib/context.ts";

/** Long enough for every instance and every reader of the key set to fetch the next key. */
export const rotationLeadSeconds = 300;

/**
 * Adds the next signing key, which signs after `rotationLeadSeconds`, or at once if it is the
 * first. The previous keys verify what they have signed until they are revoked.
 */
export async function rotateSigningKey(ctx: Context): Promise<SigningKeyRecord> {
  const key = await createSigningKey(ctx);
  const { kid } = key;
  return inTransaction(ctx, async (tx) => {
    await lockSigningKeys(tx);
    const isFirst = (await listSigningKeys(tx)).every(({ status }) => status === "revoked");
    const leadSeconds = isFirst ? 0 : rotationLeadSeconds;
    const activeAt = sql`now() + make_interval(secs => ${leadSeconds})`;
    await tx.db.insert(signingKeys).values({ ...key, activeAt });
    const made = (await listSigningKeys(tx)).find((each) => each.kid === kid);
    if (!made) throw new Error("the signing key was not inserted");
    const after = { kid, activeAt: made.activeAt };
    await recordOperatorEvent(tx, null, { action: "signing_key.rotated", after });
    return made;
  });
}
