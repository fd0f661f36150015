import { eq, sql } from "drizzle-orm";
import { apiKeys } from "#drizzle/schema.ts";
import { requireCeiling } from "#lib/api-keys/ceiling.ts";
import { completeAnswer, createApiKey } from "#lib/api-keys/create/create.ts";
import {
  type CreateApiKeyInput,
  type DraftAnswer,
  draftApiKey,
} from "#lib/api-keys/create/draft.ts";
import {
  type AllowedOutcome,
  type InsertOutcome,
  insertApiKeyWith,
  runInsert,
} from "#lib/api-keys/create/insert.ts";
import { type Earlier, prepareReplay } from "#lib/api-keys/create/replay.ts";
import type { CreatedApiKey } from "#lib/api-keys/schema.ts";
import type { ClaimedContext } from "#lib/context.ts";
import type { Replayable } from "#lib/operation.ts";
import { defineStatement } from "#lib/statement.ts";

const value = sql.placeholder;

const insertApiKeyOnce = defineStatement<InsertOutcome>(
  "api_key_create_once",
  insertApiKeyWith(
    sql`, claimed as (
      insert into idempotency_records (
        merchant_id, user_id, key_hash, request_hash, api_key_id, sealed_answer, expires_at
      )
      select new.merchant_id, new.user_id, ${value("idempotencyHash")}::bytea,
        ${value("requestHash")}::bytea, ${value("keyId")},
        case new.environment
          when 'live' then ${value("sealedLive")}::bytea else ${value("sealedTest")}::bytea end,
        new.expires_at
      from new, slot
      on conflict do nothing
      returning api_key_id
    )`,
    sql`, claimed`,
  ),
);

/**
 * As `createApiKey`, but a repeat by the same person with the same `idempotencyKey`, if any, makes no second
 * key: within ten minutes it gets the same answer. Throws besides what `Replay.find` does.
 */
export async function createApiKeyOnce(
  ctx: ClaimedContext,
  input: CreateApiKeyInput,
  { idempotencyKey }: { idempotencyKey: string | null },
): Promise<Replayable<CreatedApiKey>> {
  if (idempotencyKey === null) return { answer: await createApiKey(ctx, input), isReplay: false };
  const draft = draftApiKey(ctx, input);
  const { answers } = draft;
  const replay = prepareReplay<DraftAnswer>(ctx, idempotencyKey, draft.request);
  Object.assign(draft.values, {
    idempotencyHash: replay.idempotencyHash,
    requestHash: replay.requestHash,
    sealedLive: replay.seal(answers.live),
    sealedTest: replay.seal(answers.test),
  });
  const found: { earlier: Earlier<DraftAnswer> | null } = { earlier: null };
  const outcome = await runInsert(ctx, insertApiKeyOnce, draft, async (person) => {
    found.earlier = await replay.find(ctx.db, person);
    return found.earlier !== null;
  });
  const { earlier } = found;
  if (!earlier) {
    return { answer: completeAnswer(answers[outcome.environment], outcome), isReplay: false };
  }
  await requireCeilingOfKey(ctx, earlier.apiKeyId, outcome);
  const { answer, createdAt, expiresAt } = earlier;
  const facts = {
    ...outcome,
    createdAt: createdAt.toISOString(),
    // The release before has sealed the expiry into the answer, and no rate limit.
    expiresAt: expiresAt?.toISOString() ?? answer.expiresAt,
  };
  const draftAnswer = { ...answer, rateLimit: answer.rateLimit ?? null };
  return { answer: completeAnswer(draftAnswer, facts), isReplay: true };
}

/** The key may do more by now than what this caller has asked for. */
async function requireCeilingOfKey(
  { db, config }: ClaimedContext,
  keyId: string,
  { role }: AllowedOutcome,
): Promise<void> {
  const [key] = await db
    .select({ scopes: apiKeys.scopes })
    .from(apiKeys)
    .where(eq(apiKeys.id, keyId));
  requireCeiling({ config, caller: { role } }, { scopes: key?.scopes ?? [] });
}
