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

/** For at most so long does an instance not know of a key that was added or revoked. */
export const signingKeyReachSeconds = 60;

const maxAgeMs = signingKeyReachSeconds * 1000;
const minAgeMs = 1000;
const advisoryLock = 0x6a776b73;

interface Loaded {
  keys: SigningKey[];
  loadedAt: number;
}

/** One set for the process; the promise is shared, so that a burst loads it once. */
const shared = globalThis as {
  keysmithSigningKeys?: { loaded?: Loaded; loading?: Promise<Loaded> };
};

/**
 * The keys whose tokens are good, the newest first; made when there is none yet. Read again after a
 * minute, so that a key added elsewhere is known here before it is used.
 */
export async function getSigningKeys(ctx: Context): Promise<SigningKey[]> {
  return (await recall(ctx)).keys;
}

/**
 * The key that a token names. One that is not known has them all read again, at most once a second:
 * an instance with a faster clock, or an impatient operator, may have used it already.
 */
export async function findSigningKey(ctx: Context, kid: string): Promise<SigningKey | undefined> {
  const loaded = await recall(ctx);
  const known = loaded.keys.find((key) => key.kid === kid);
  if (known || ageOf(loaded) < minAgeMs) return known;
  return (await load(ctx)).keys.find((key) => key.kid === kid);
}

async function recall(ctx: Context): Promise<Loaded> {
  const loaded = shared.keysmithSigningKeys?.loaded;
  return loaded && ageOf(loaded) < maxAgeMs ? loaded : load(ctx);
}

function ageOf({ loadedAt }: Loaded): number {
  return performance.now() - loadedAt;
}

function load(ctx: Context): Promise<Loaded> {
  shared.keysmithSigningKeys ??= {};
  const memory = shared.keysmithSigningKeys;
  memory.loading ??= takeKeys(ctx)
    .then((loaded) => {
      memory.loaded = loaded;
      return loaded;
    })
    .finally(() => {
      memory.loading = undefined;
    });
  return memory.loading;
}

/** As old as the moment at which they were asked for, not the one at which they came. */
async function takeKeys(ctx: Context): Promise<Loaded> {
  const loadedAt = performance.now();
  return { keys: await loadSigningKeys(ctx), loadedAt };
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
    await lockSigningKeys(tx);
    const present = await selectRows(tx);
    if (present.length > 0) return present;
    await tx.db.insert(signingKeys).values(await makeSigningKey(ctx));
    return selectRows(tx);
  });
}

/** Until the transaction ends nobody else changes which keys there are. */
export async function lockSigningKeys({ db }: Context): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(${advisoryLock})`);
}

type NewKey = Pick<typeof signingKeys.$inferInsert, "kid" | "publicJwk" | "sealedPrivateKey">;

/** A new pair, as its row has it. */
export async function makeSigningKey({ secrets }: Pick<Context, "secrets">): Promise<NewKey> {
  const pair = await generateKeyPair(signingAlgorithm, { extractable: true });
  const jwk = await exportJWK(pair.publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  // A command line would take it for an option.
  if (kid.startsWith("-")) return makeSigningKey({ secrets });
  const publicJwk = { ...jwk, kid, alg: signingAlgorithm, use: "sig" };
  const pkcs8 = Buffer.from(await exportPKCS8(pair.privateKey));
  return { kid, publicJwk, sealedPrivateKey: seal(secrets.sealing, purposeOf(kid), pkcs8) };
}

function purposeOf(kid: string): string {
  return `signing-key/${kid}`;
}
