import { and, asc, eq, gt, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { recoveryCodes, signingKeys, totpSecrets } from "#drizzle/schema.ts";
import { getSealUse as getSigningKeyUse } from "#lib/auth/signing-keys.ts";
import type { Context } from "#lib/context.ts";
import { getSealHeader, seal, sealHeaderBytes, unseal } from "#lib/seal.ts";
import { getSealUse as getTotpUse } from "#lib/second-factor/begin-totp.ts";
import { resealCode } from "#lib/second-factor/stored-code.ts";

const batchSize = 100;
/** The rest waits for the next sweep. */
const maxMs = 60_000;

/**
 * Seals what older versions of the sealing secret have sealed anew with the first one. Instances may
 * differ in which version is first; none moves a value back.
 */
export async function resealSecrets(ctx: Context): Promise<void> {
  const [first, ...others] = ctx.secrets.sealing;
  if (!others.some(({ version }) => version < first.version)) return;
  const endsAt = performance.now() + maxMs;
  for (const resealBatch of [resealTotpSecrets, resealSigningKeys, resealRecoveryCodes]) {
    let last: string | null = "";
    while (last !== null && performance.now() < endsAt) last = await resealBatch(ctx, last);
  }
}

/** SQL for whether a version before the first one has sealed a value. */
function isOutdated(ctx: Context, sealed: AnyPgColumn): SQL {
  const [{ version: newest }] = ctx.secrets.sealing;
  const headers = ctx.secrets.sealing
    .filter(({ version }) => version >= newest)
    .map(({ version }) => getSealHeader(version));
  return sql`substr(${sealed}, 1, ${sealHeaderBytes}) not in ${headers}`;
}

/** Reseals the rows after `last`. Returns the last one, or null at the end of the table. */
async function resealTotpSecrets(ctx: Context, last: string): Promise<string | null> {
  const { userId, sealedSecret } = totpSecrets;
  const rows = await ctx.db
    .select({ userId, sealed: sealedSecret })
    .from(totpSecrets)
    .where(and(gt(userId, last), isOutdated(ctx, sealedSecret)))
    .orderBy(asc(userId))
    .limit(batchSize);
  for (const row of rows) {
    await ctx.db
      .update(totpSecrets)
      .set({ sealedSecret: resealBytes(ctx, getTotpUse(row.userId), row.sealed) })
      .where(and(eq(userId, row.userId), eq(sealedSecret, row.sealed)));
  }
  return rows.at(-1)?.userId ?? null;
}

async function resealSigningKeys(ctx: Context, last: string): Promise<string | null> {
  const { kid, sealedPrivateKey } = signingKeys;
  const rows = await ctx.db
    .select({ kid, sealed: sealedPrivateKey })
    .from(signingKeys)
    .where(and(gt(kid, last), isOutdated(ctx, sealedPrivateKey)))
    .orderBy(asc(kid))
    .limit(batchSize);
  for (const row of rows) {
    await ctx.db
      .update(signingKeys)
      .set({ sealedPrivateKey: resealBytes(ctx, getSigningKeyUse(row.kid), row.sealed) })
      .where(and(eq(kid, row.kid), eq(sealedPrivateKey, row.sealed)));
  }
  return rows.at(-1)?.kid ?? null;
}

/** All codes of a person together. */
async function resealRecoveryCodes(ctx: Context, last: string): Promise<string | null> {
  const { userId, codeHash } = recoveryCodes;
  const people = await ctx.db
    .selectDistinct({ userId })
    .from(recoveryCodes)
    .where(and(gt(userId, last), isOutdated(ctx, codeHash)))
    .orderBy(asc(userId))
    .limit(batchSize);
  for (const person of people) {
    const isTheirs = and(eq(userId, person.userId), isOutdated(ctx, codeHash));
    for (const row of await ctx.db.select().from(recoveryCodes).where(isTheirs)) {
      await ctx.db
        .update(recoveryCodes)
        .set({ codeHash: resealCode(ctx.secrets, row.userId, row.codeHash) })
        .where(and(eq(userId, row.userId), eq(codeHash, row.codeHash)));
    }
  }
  return people.at(-1)?.userId ?? null;
}

function resealBytes({ secrets }: Context, use: string, sealed: Buffer): Buffer {
  return seal(secrets.sealing, use, unseal(secrets.sealing, use, sealed));
}
