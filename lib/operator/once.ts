import { hash } from "node:crypto";
import { and, eq, inArray, type SQL } from "drizzle-orm";
import { operatorRequests } from "#drizzle/schema.ts";
import { otherRequest } from "#lib/api-keys/create/replay.ts";
import {
  type Context,
  inTransaction,
  type MerchantContext,
  type OperatorCaller,
} from "#lib/context.ts";
import { computeHmacs } from "#lib/key-ring.ts";
import type { Replayable } from "#lib/operation.ts";

/**
 * Does `work` once for each Idempotency-Key of a service token: a repeat gets the same response. A
 * concurrent one waits for the first. Responses must hold no secret, since they are stored as they
 * are. Throws `unprocessable` for another request with the same key.
 * @param request what tells this request from another one
 */
export async function once<C extends Context & { operator?: OperatorCaller }, T extends object>(
  ctx: C,
  idempotencyKey: string | null,
  request: unknown,
  work: (tx: C) => Promise<T>,
): Promise<Replayable<T>> {
  if (idempotencyKey === null || !ctx.operator) {
    return { answer: await work(ctx), isReplay: false };
  }
  const { serviceTokenId } = ctx.operator;
  const requestHash = hash("sha256", JSON.stringify(request), "buffer");
  const hashes = computeHmacs(ctx.secrets.idempotency, idempotencyKey)
    .map((hmac) => hmac.hash)
    .sort(Buffer.compare);
  const isOurs = and(
    eq(operatorRequests.serviceTokenId, serviceTokenId),
    inArray(operatorRequests.keyHash, hashes),
  );
  return inTransaction(ctx, async (tx) => {
    const claimed = await tx.db
      .insert(operatorRequests)
      .values(hashes.map((keyHash) => ({ serviceTokenId, keyHash, requestHash })))
      .onConflictDoNothing()
      .returning({ keyHash: operatorRequests.keyHash });
    if (claimed.length < hashes.length) {
      const records = await tx.db.select().from(operatorRequests).where(isOurs);
      // While the secret rotates, the hash under the other version may be new.
      const earlier = records.find(({ response }) => response !== null);
      if (!earlier?.requestHash.equals(requestHash)) throw otherRequest();
      await remember(tx, isOurs, earlier.response ?? {});
      return { answer: earlier.response as T, isReplay: true };
    }
    const answer = await work(tx);
    await remember(tx, isOurs, answer);
    return { answer, isReplay: false };
  });
}

async function remember({ db }: Context, isOurs: SQL | undefined, response: object): Promise<void> {
  await db
    .update(operatorRequests)
    .set({ response: { ...response } })
    .where(isOurs);
}

/** Makes a verb that creates something for a merchant safe to repeat by its Idempotency-Key. */
export function repeatable<I extends object, T extends object>(
  operation: string,
  verb: (ctx: MerchantContext, input: I) => Promise<T>,
) {
  return (
    ctx: MerchantContext,
    input: I,
    { idempotencyKey }: { idempotencyKey: string | null },
  ): Promise<Replayable<T>> => {
    const request = [operation, ctx.merchantId, input];
    return once(ctx, idempotencyKey, request, (tx) => verb(tx, input));
  };
}
