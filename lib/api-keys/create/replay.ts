import { createSecretKey, hash, hkdfSync } from "node:crypto";
import { and, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { idempotencyRecords } from "#drizzle/schema.ts";
import type { CreatedApiKey } from "#lib/api-keys/schema.ts";
import type { ClaimedContext, Context, Database } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { computeHmacs, mapRing } from "#lib/key-ring.ts";
import { getSealVersion, seal, unseal } from "#lib/seal.ts";

const purpose = "idempotent-answer";

/** How long a repeat gets the same response; afterwards the error names the key. */
const isOver = sql`${idempotencyRecords.createdAt} < now() - interval '10 minutes'`;

/** The stored response to a request with an Idempotency-Key. */
export interface Replay {
  /** Under each version of the secret, since instances may differ in which one is first. */
  idempotencyHashes: Buffer[];
  requestHash: Buffer;
  seal(response: CreatedApiKey): Buffer;
  /**
   * Finds the response to an earlier request with its record's fields; null where there was none.
   * Throws `unprocessable` for another request with that key, and `conflict`, naming the API key,
   * after the ten minutes and where the secret that sealed the response is retired.
   */
  find(db: Database, person: { merchantId: string; userId: string }): Promise<Earlier | null>;
}

/** The response to an earlier request with the same Idempotency-Key. */
export interface Earlier {
  answer: CreatedApiKey;
  apiKeyId: string;
  createdAt: Date;
  expiresAt: Date | null;
}

/**
 * @param request in one form, however it was written
 */
export function prepareReplay(
  ctx: ClaimedContext,
  idempotencyKey: string,
  request: unknown,
): Replay {
  // All service tokens act as one user, but each has Idempotency-Keys of its own.
  const owner = ctx.operator ? `${ctx.operator.serviceTokenId} ` : "";
  const hmacs = computeHmacs(ctx.secrets.idempotency, owner + idempotencyKey);
  // In one order everywhere, so that two instances that claim the same ones don't deadlock.
  const idempotencyHashes = hmacs.map(({ hash }) => hash).sort(Buffer.compare);
  const requestHash = hash("sha256", JSON.stringify(request), "buffer");
  // Neither the database alone nor the server alone can make it: half of it is the caller's.
  const sealing = mapRing(ctx.secrets.sealing, (key) =>
    createSecretKey(Buffer.from(hkdfSync("sha256", key, idempotencyKey, purpose, 32))),
  );
  return {
    idempotencyHashes,
    requestHash,
    seal: (response) => seal(sealing, purpose, Buffer.from(JSON.stringify(response))),
    find: async (db, person) => {
      const record = await findRecord(db, person, idempotencyHashes);
      if (!record) return null;
      if (!record.requestHash.equals(requestHash)) throw otherRequest();
      const sealedBy = getSealVersion(record.sealedAnswer ?? Buffer.alloc(0));
      const isHeld = sealing.some(({ version }) => version === sealedBy);
      if (record.isOver || !record.sealedAnswer || !isHeld) {
        throw new AppError(
          "conflict",
          `This request already created the API key ${record.apiKeyId}`,
        );
      }
      const text = unseal(sealing, purpose, record.sealedAnswer).toString();
      const { apiKeyId, createdAt, expiresAt } = record;
      const answer = { ...JSON.parse(text) } as CreatedApiKey;
      // A release before had no such fields, and may have sealed it minutes ago.
      const { externalId = null, metadata = {}, tags = [] } = answer;
      Object.assign(answer, { externalId, metadata, tags });
      return { answer, apiKeyId, createdAt, expiresAt };
    },
  };
}

export function otherRequest(): AppError {
  return new AppError(
    "unprocessable",
    "This Idempotency-Key was already used with a different request",
  );
}

/** Deletes expired responses; the records stay. */
export async function forgetAnswers({ db }: Context): Promise<void> {
  await db
    .update(idempotencyRecords)
    .set({ sealedAnswer: null })
    .where(and(isNotNull(idempotencyRecords.sealedAnswer), isOver));
}

async function findRecord(
  db: Database,
  { merchantId, userId }: { merchantId: string; userId: string },
  idempotencyHashes: Buffer[],
) {
  const [record] = await db
    .select({
      requestHash: idempotencyRecords.requestHash,
      apiKeyId: idempotencyRecords.apiKeyId,
      sealedAnswer: idempotencyRecords.sealedAnswer,
      createdAt: idempotencyRecords.createdAt,
      expiresAt: idempotencyRecords.expiresAt,
      isOver: sql<boolean>`${isOver}`,
    })
    .from(idempotencyRecords)
    .where(
      and(
        eq(idempotencyRecords.merchantId, merchantId),
        eq(idempotencyRecords.userId, userId),
        inArray(idempotencyRecords.keyHash, idempotencyHashes),
      ),
    );
  return record;
}
