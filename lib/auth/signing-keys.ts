import { desc, isNull, sql } from "drizzle-orm";
import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  exportPKCS8,
  generateKeyPair,
  importJWK,
  importPKCS8,
  type JWK,
} from "jose";
import { signingKeys } from "#drizzle/schema.ts";
import { type Context, inTransaction } from "#lib/context.ts";
import { seal, unseal } from "#lib/seal.ts";

export const signingAlgorithm = "ES256";

export interface SigningKey {
  kid: string;
  publicJwk: JWK;
  publicKey: CryptoKey;
  privateKey: CryptoKey;
  /** Whether every instance has had the time to learn of it, so that it may sign. */
  isActive(): boolean;
}

const maxAgeMs = 60_000;
const advisoryLock = 0x6a776b73;

interface Loaded {
  keys: SigningKey[];
  loadedAt: number;
}

/** One set for the process; the promise is shared, so that a burst loads it once. */
const shared = globalThis as { keysmithSigningKeys?: Promise<Loaded> };

/**
 * The keys whose tokens are good, the newest first; made when there is none yet. Read again after a
 * minute, so that a key added elsewhere is known here before it is used.
 */
export async function getSigningKeys(ctx: Context): Promise<SigningKey[]> {
  const known = await shared.keysmithSigningKeys?.catch(() => undefined);
  if (known && Date.now() - known.loadedAt < maxAgeMs) return known.keys;
  const loading = loadSigningKeys(ctx).then((keys) => ({ keys, loadedAt: Date.now() }));
  shared.keysmithSigningKeys = loading;
  return (await loading).keys;
}

async function loadSigningKeys(ctx: Context): Promise<SigningKey[]> {
  const rows = await selectRows(ctx);
  const stored = rows.length > 0 ? rows : await createFirst(ctx);
  return Promise.all(
    stored.map(async ({ kid, publicJwk, sealedPrivateKey, activeInMs }) => {
      const activeAt = performance.now() + activeInMs;
      const pkcs8 = unseal(ctx.secrets.sealing, purposeOf(kid), sealedPrivateKey).toString();
      return {
        kid,
        publicJwk,
        publicKey: (await importJWK(publicJwk, signingAlgorithm)) as CryptoKey,
        privateKey: await importPKCS8(pkcs8, signingAlgorithm),
        isActive: () => performance.now() >= activeAt,
      };
    }),
  );
}

/** The wait until a key is active runs on the database's clock. */
function selectRows({ db }: Context) {
  const { kid, publicJwk, sealedPrivateKey, createdAt, activeAt, revokedAt } = signingKeys;
  const activeInMs = sql<number>`(extract(epoch from ${activeAt} - now()) * 1000)::float8`;
  return db
    .select({ kid, publicJwk, sealedPrivateKey, activeInMs })
    .from(signingKeys)
    .where(isNull(revokedAt))
    .orderBy(desc(activeAt), desc(createdAt));
}

/** Under a lock: instances that start together agree on one key. */
async function createFirst(ctx: Context) {
  return inTransaction(ctx, async (tx) => {
    await tx.db.execute(sql`select pg_advisory_xact_lock(${advisoryLock})`);
    const present = await selectRows(tx);
    if (present.length > 0) return present;
    await tx.db.insert(signingKeys).values(await makeSigningKey(ctx));
    return selectRows(tx);
  });
}

/** A new pair, as its row has it. */
export async function makeSigningKey({ secrets }: Context) {
  const pair = await generateKeyPair(signingAlgorithm, { extractable: true });
  const jwk = await exportJWK(pair.publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  const publicJwk = { ...jwk, kid, alg: signingAlgorithm, use: "sig" };
  const pkcs8 = Buffer.from(await exportPKCS8(pair.privateKey));
  return { kid, publicJwk, sealedPrivateKey: seal(secrets.sealing, purposeOf(kid), pkcs8) };
}

function purposeOf(kid: string): string {
  return `signing-key/${kid}`;
}
