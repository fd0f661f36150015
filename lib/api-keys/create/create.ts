import { eq, sql } from "drizzle-orm";
import { apiKeys } from "#drizzle/schema.ts";
import { requireCeiling } from "#lib/api-keys/ceiling.ts";
import { type CreateApiKeyInput, draftApiKey } from "#lib/api-keys/create/draft.ts";
import {
  type AllowedOutcome,
  type InsertOutcome,
  type InsertValues,
  insertApiKeyWith,
  operatorAsCaller,
  runInsert,
} from "#lib/api-keys/create/insert.ts";
import { type Earlier, prepareReplay } from "#lib/api-keys/create/replay.ts";
import type { CreatedApiKey } from "#lib/api-keys/schema.ts";
import { type ClaimedContext, isOperator } from "#lib/context.ts";
import { findErrorCode } from "#lib/errors.ts";
import { toMoment } from "#lib/moment.ts";
import type { Replayable } from "#lib/operation.ts";
import { defineStatement } from "#lib/statement.ts";

const value = sql.placeholder;

const insertApiKey = defineStatement<InsertValues, InsertOutcome>(
  "api_key_create",
  insertApiKeyWith(),
);

const insertForOperator = defineStatement<InsertValues, InsertOutcome>(
  "api_key_create_operator",
  insertApiKeyWith({ caller: operatorAsCaller }),
);

/**
 * Creates an API key for an application of the caller's merchant. Nothing but the response ever holds
 * the full key. Throws `unauthorized`, `forbidden`, `not_found`, `bad_request`, and `conflict` where
 * the application has as many active keys as it may.
 */
export async function createApiKey(
  ctx: ClaimedContext,
  input: CreateApiKeyInput,
): Promise<CreatedApiKey> {
  const draft = draftApiKey(ctx, input);
  const insert = isOperator(ctx) ? insertForOperator : insertApiKey;
  const outcome = await runInsert(ctx, (db) => insert(db, draft.values), draft.values);
  return draft.toResponse(outcome.environment, outcome);
}

interface OnceValues extends InsertValues {
  /** Concatenated. */
  idempotencyHashes: Buffer;
  requestHash: Buffer;
  sealedLive: Buffer;
  sealedTest: Buffer;
}

const once = {
  guard: sql`, asked as (
      select substr(hashes, 1 + place * 32, 32) as key_hash
      from (select ${value("idempotencyHashes")}::bytea as hashes offset 0) all_of
      cross join generate_series(0, octet_length(hashes) / 32 - 1) as places (place)
    ), claimed as (
      insert into idempotency_records (
        merchant_id, user_id, key_hash, request_hash, api_key_id, sealed_answer, expires_at
      )
      select new.merchant_id, new.user_id, asked.key_hash,
        ${value("requestHash")}::bytea, ${value("keyId")},
        case new.environment
          when 'live' then ${value("sealedLive")}::bytea else ${value("sealedTest")}::bytea end,
        new.expires_at
      from new, slot, asked
      where not exists (
        select from idempotency_records r join asked known on known.key_hash = r.key_hash
        where r.merchant_id = new.merchant_id and r.user_id = new.user_id
      )
      order by asked.key_hash
      on conflict do nothing
      returning api_key_id
    )`,
  fromGuard: sql`, (select from claimed having count(*) = (select count(*) from asked)) claim`,
};

const insertApiKeyOnce = defineStatement<OnceValues, InsertOutcome>(
  "api_key_create_once",
  insertApiKeyWith(once),
);

const insertOnceForOperator = defineStatement<OnceValues, InsertOutcome>(
  "api_key_create_once_operator",
  insertApiKeyWith({ caller: operatorAsCaller, ...once }),
);

/**
 * SQLSTATE where another instance claimed one of the hashes at the same time: the record of the
 * other hash has no key then. The next try sees what that instance made.
 */
const halfClaimed = "23503";

/** In a sealed response, which the record and the caller complete. */
const notInserted = { createdAt: null, expiresAt: null, createdBy: "", createdByEmail: null };

/**
 * As `createApiKey`, but a repeat by the same person with the same `idempotencyKey`, if any, makes no
 * second key: within ten minutes it gets the same response. Throws also what `Replay.find` does.
 */
export async function createApiKeyOnce(
  ctx: ClaimedContext,
  input: CreateApiKeyInput,
  { idempotencyKey }: { idempotencyKey: string | null },
): Promise<Replayable<CreatedApiKey>> {
  if (idempotencyKey === null) return { answer: await createApiKey(ctx, input), isReplay: false };
  const draft = draftApiKey(ctx, input);
  const replay = prepareReplay(ctx, idempotencyKey, draft.request);
  const { idempotencyHashes, requestHash } = replay;
  const values: OnceValues = {
    ...draft.values,
    idempotencyHashes: Buffer.concat(idempotencyHashes),
    requestHash,
    sealedLive: replay.seal(draft.toResponse("live", notInserted)),
    sealedTest: replay.seal(draft.toResponse("test", notInserted)),
  };
  const found: { earlier: Earlier | null } = { earlier: null };
  const insertOnce = isOperator(ctx) ? insertOnceForOperator : insertApiKeyOnce;
  const insert: Parameters<typeof runInsert>[1] = (db) =>
    insertOnce(db, values).catch((error) => {
      if (findErrorCode(error) !== halfClaimed) throw error;
      return insertOnce(db, values);
    });
  const outcome = await runInsert(
    ctx,
    insert,
    values,
    async ({ merchantId, createdBy: userId }) => {
      found.earlier = await replay.find(ctx.db, { merchantId, userId });
      return found.earlier !== null;
    },
  );
  const { createdBy, createdByEmail, environment } = outcome;
  const { earlier } = found;
  if (!earlier) return { answer: draft.toResponse(environment, outcome), isReplay: false };
  await requireKeyCeiling(ctx, earlier.apiKeyId, outcome);
  const createdAt = toMoment(earlier.createdAt);
  const expiresAt = toMoment(earlier.expiresAt);
  const answer = { ...earlier.answer, createdAt, expiresAt, createdBy, createdByEmail };
  return { answer, isReplay: true };
}

/** The key may do more by now than what this caller has asked for. */
async function requireKeyCeiling(
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
