import { createHmac, createSecretKey, hash, hkdfSync, type KeyObject } from "node:crypto";
import { and, eq, isNotNull, sql } from "drizzle-orm";
import { idempotencyRecords } from "#drizzle/schema.ts";
import { completeAnswer, expiryPassed } from "#lib/api-keys/create.ts";
import { type CreateApiKeyInput, type DraftAnswer, draftApiKey } from "#lib/api-keys/draft.ts";
import { type InsertOutcome, insertApiKeyWith, requireApplication } from "#lib/api-keys/insert.ts";
import type { CreatedApiKey } from "#lib/api-keys/schema.ts";
import type { ClaimedContext, Database } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { seal, unseal } from "#lib/seal.ts";
import { defineStatement } from "#lib/statement.ts";

const value = sql.placeholder;
const purpose = "idempotent-answer";

/** For how long a repeat gets the answer again; afterwards it is told which key it made. */
const isOver = sql`${idempotencyRecords.createdAt} < now() - interval '10 minutes'`;

const insertApiKeyOnce = defineStatement<InsertOutcome>(
  "api_key_create_once",
  insertApiKeyWith(
    sql`, claimed as (
      insert into idempotency_records (
        merchant_id, user_id, key_hash, request_hash, api_key_id, sealed_answer
      )
      select new.merchant_id, new.user_id, ${value("idempotencyHash")}::bytea,
        ${value("requestHash")}::bytea, ${value("keyId")},
        case new.environment
          when 'live' then ${value("sealedLive")}::bytea else ${value("sealedTest")}::bytea end
      from new
      on conflict do nothing
      returning api_key_id
    )`,
    sql`, claimed`,
  ),
);

export interface CreatedOnce {
  created: CreatedApiKey;
  /** Whether this is the answer to an earlier request, given again. */
  isReplay: boolean;
}

/**
 * As `createApiKey`, but a repeat by the same person with the same `idempotencyKey` makes no second
 * key: within ten minutes it gets the same answer. Throws besides `unprocessable` for another
 * request under that key, and `conflict`, naming the API key, after the ten minutes.
 */
export async function createApiKeyOnce(
  ctx: ClaimedContext,
  input: CreateApiKeyInput,
  idempotencyKey: string,
): Promise<CreatedOnce> {
  const { answers, request, values } = draftApiKey(ctx, input);
  const sealingKey = sealingKeyOf(ctx, idempotencyKey);
  const sealAnswer = (answer: DraftAnswer) =>
    seal(sealingKey, purpose, Buffer.from(JSON.stringify(answer)));
  const hmac = createHmac("sha256", ctx.secrets.idempotency);
  const idempotencyHash = hmac.update(idempotencyKey).digest();
  const requestHash = hash("sha256", JSON.stringify(request), "buffer");
  const [row] = await insertApiKeyOnce(ctx.db, {
    ...values,
    idempotencyHash,
    requestHash,
    sealedLive: sealAnswer(answers.live),
    sealedTest: sealAnswer(answers.test),
  });
  const outcome = requireApplication(ctx, row);
  if (outcome.createdAt) {
    const draft = answers[outcome.environment];
    return { created: completeAnswer(draft, outcome.createdAt, outcome.userId), isReplay: false };
  }
  const earlier = await findRecord(ctx, outcome, idempotencyHash);
  if (!earlier) throw expiryPassed();
  if (!earlier.requestHash.equals(requestHash)) {
    throw new AppError(
      "unprocessable",
      "This Idempotency-Key was sent with another request before",
    );
  }
  if (earlier.isOver || !earlier.sealedAnswer) {
    throw new AppError("conflict", `This request has created the API key ${earlier.apiKeyId}`);
  }
  const text = unseal(sealingKey, purpose, earlier.sealedAnswer).toString();
  const { createdAt } = earlier;
  const answer = completeAnswer(JSON.parse(text), createdAt.toISOString(), outcome.userId);
  return { created: answer, isReplay: true };
}

/** Deletes the answers that no repeat gets any more; the records stay. */
export async function forgetAnswers(db: Database): Promise<void> {
  await db
    .update(idempotencyRecords)
    .set({ sealedAnswer: null })
    .where(and(isNotNull(idempotencyRecords.sealedAnswer), isOver));
}

/** Neither the database alone nor the server alone can make it: half of it is the caller's. */
function sealingKeyOf(ctx: ClaimedContext, idempotencyKey: string): KeyObject {
  const bytes = hkdfSync("sha256", ctx.secrets.sealing, idempotencyKey, purpose, 32);
  return createSecretKey(Buffer.from(bytes));
}

async function findRecord(ctx: ClaimedContext, outcome: InsertOutcome, idempotencyHash: Buffer) {
  const { merchantId, userId } = outcome;
  const [record] = await ctx.db
    .select({
      requestHash: idempotencyRecords.requestHash,
      apiKeyId: idempotencyRecords.apiKeyId,
      sealedAnswer: idempotencyRecords.sealedAnswer,
      createdAt: idempotencyRecords.createdAt,
      isOver: sql<boolean>`${isOver}`,
    })
    .from(idempotencyRecords)
    .where(
      and(
        eq(idempotencyRecords.merchantId, merchantId),
        eq(idempotencyRecords.userId, userId),
        eq(idempotencyRecords.keyHash, idempotencyHash),
      ),
    );
  return record;
}
