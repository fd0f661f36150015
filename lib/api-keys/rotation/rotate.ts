import { eq, sql } from "drizzle-orm";
import { apiKeySecrets, apiKeys, idempotencyRecords } from "#drizzle/schema.ts";
import { requireEmpowerment } from "#lib/api-keys/ceiling.ts";
import { otherRequest, prepareReplay, type Replay } from "#lib/api-keys/create/replay.ts";
import { getApiKey } from "#lib/api-keys/get.ts";
import { type ApiKeyRef, lockLiveApiKey } from "#lib/api-keys/lock.ts";
import type { LockedApiKey } from "#lib/api-keys/record.ts";
import { settleRotation } from "#lib/api-keys/rotation/settle-rotations.ts";
import type { CreatedApiKey, RotateApiKeyBody } from "#lib/api-keys/schema.ts";
import { generateFullKey, getKeyPrefix, hashFullKey } from "#lib/api-keys/token.ts";
import { recordEvent } from "#lib/audit/record.ts";
import { inTransaction, type MerchantContext, requirePermission } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import type { Replayable } from "#lib/operation.ts";

/** How long a new secret waits for its first use before it is withdrawn. */
const withdrawnAfter = sql`interval '7 days'`;

/**
 * Adds a second secret to a key; only the response holds it. Its first use starts the overlap, at
 * whose end the previous secret stops; unused for 7 days, it is withdrawn. A repeat with the same
 * `idempotencyKey` gets the same response. Throws `forbidden`, `not_found`, `conflict` for a
 * revoked, expired or rotating key, and what `Replay.find` throws.
 */
export async function rotateApiKey(
  ctx: MerchantContext,
  input: RotateApiKeyBody & ApiKeyRef,
  { idempotencyKey }: { idempotencyKey: string | null } = { idempotencyKey: null },
): Promise<Replayable<CreatedApiKey>> {
  requirePermission(ctx, "api-keys:write");
  const { applicationId, keyId, overlapSeconds } = input;
  const request = ["rotate", applicationId, keyId, overlapSeconds];
  const replay = idempotencyKey === null ? null : prepareReplay(ctx, idempotencyKey, request);
  return inTransaction(ctx, async (tx) => {
    const key = await lockLiveApiKey(tx, input, requireEmpowerment);
    const person = { merchantId: ctx.merchantId, userId: ctx.caller.userId };
    const earlier = await replay?.find(tx.db, person);
    if (earlier) return { answer: earlier.answer, isReplay: true };
    if (key.rotationGeneration !== null && !(await settleRotation(tx, key.id))) {
      throw new AppError("conflict", "A rotation of this API key is already in progress");
    }
    const rotated = await startRotation(tx, key, overlapSeconds);
    if (replay) await remember(tx, replay, rotated);
    return { answer: rotated, isReplay: false };
  });
}

async function startRotation(
  ctx: MerchantContext,
  key: LockedApiKey,
  overlapSeconds: number,
): Promise<CreatedApiKey> {
  const { id: apiKeyId, applicationId } = key;
  const fullKey = generateFullKey(ctx.config.keyPrefix, key.environment);
  const keyPrefix = getKeyPrefix(fullKey);
  const [secret] = await ctx.db
    .insert(apiKeySecrets)
    .values({
      keyHash: hashFullKey(ctx.secrets.keyHash, fullKey),
      secretVersion: ctx.secrets.keyHash[0].version,
      apiKeyId,
      generation: sql`(select max(generation) + 1 from api_key_secrets where api_key_id = ${apiKeyId})`,
      keyPrefix,
      expiresAt: sql`now() + ${withdrawnAfter}`,
    })
    .returning({ generation: apiKeySecrets.generation });
  if (!secret) throw new Error("the secret was not inserted");
  await ctx.db
    .update(apiKeys)
    .set({
      keyPrefix,
      rotationGeneration: secret.generation,
      rotationStartedAt: sql`now()`,
      rotationOverlapSeconds: overlapSeconds,
      rotationUsedAt: null,
      rotationEndsAt: sql`now() + ${withdrawnAfter}`,
    })
    .where(eq(apiKeys.id, apiKeyId));
  await recordEvent(ctx, {
    action: "api_key.rotation_started",
    applicationId,
    apiKeyId,
    before: { keyPrefix: key.keyPrefix },
    after: { keyPrefix, overlapSeconds },
  });
  const shown = await getApiKey(ctx, { applicationId, keyId: apiKeyId });
  return Object.assign({ id: shown.id, applicationId, fullKey }, shown);
}

async function remember(
  ctx: MerchantContext,
  replay: Replay,
  rotated: CreatedApiKey,
): Promise<void> {
  const { idempotencyHashes, requestHash } = replay;
  const record = {
    merchantId: ctx.merchantId,
    userId: ctx.caller.userId,
    requestHash,
    apiKeyId: rotated.id,
    sealedAnswer: replay.seal(rotated),
  };
  const made = await ctx.db
    .insert(idempotencyRecords)
    .values(idempotencyHashes.map((keyHash) => ({ ...record, keyHash })))
    .onConflictDoNothing()
    .returning({ apiKeyId: idempotencyRecords.apiKeyId });
  // Another key's request took the same Idempotency-Key a moment ago.
  if (made.length < idempotencyHashes.length) throw otherRequest();
}
