import { and, eq, gt, isNull, ne, or, sql } from "drizzle-orm";
import { apiKeySecrets, apiKeys } from "#drizzle/schema.ts";
import type { Context } from "#lib/context.ts";

/**
 * Ends a rotation in the transaction of `ctx`, which holds the lock on the key's row: one secret
 * survives and gives the key its prefix, the other one stops at once. Returns the prefix.
 */
export async function endRotation(
  { db }: Context,
  key: { id: string; rotationGeneration: number },
  survivor: "next" | "previous",
): Promise<string> {
  const { id, rotationGeneration } = key;
  const isNext = eq(apiKeySecrets.generation, rotationGeneration);
  const isPrevious = ne(apiKeySecrets.generation, rotationGeneration);
  const ofKey = eq(apiKeySecrets.apiKeyId, id);
  const isAlive = or(isNull(apiKeySecrets.expiresAt), gt(apiKeySecrets.expiresAt, sql`now()`));
  await db
    .update(apiKeySecrets)
    .set({ expiresAt: sql`now()` })
    .where(and(ofKey, isAlive, survivor === "next" ? isPrevious : isNext));
  const [secret] = await db
    .update(apiKeySecrets)
    .set({ expiresAt: null })
    .where(and(ofKey, isAlive, survivor === "next" ? isNext : isPrevious))
    .returning({ keyPrefix: apiKeySecrets.keyPrefix });
  const [updated] = await db
    .update(apiKeys)
    .set({
      ...(secret?.keyPrefix && { keyPrefix: secret.keyPrefix }),
      rotationGeneration: null,
      rotationStartedAt: null,
      rotationOverlapSeconds: null,
      rotationUsedAt: null,
      rotationEndsAt: null,
    })
    .where(eq(apiKeys.id, id))
    .returning({ keyPrefix: apiKeys.keyPrefix });
  if (!secret || !updated) throw new Error("the rotation has left no secret");
  return updated.keyPrefix;
}
