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
import { LRUCache } from "lru-cache";
import { signingKeys } from "#drizzle/schema.ts";
import { type Context, inTransaction } from "#lib/context.ts";
import { withDeadline } from "#lib/deadline.ts";
import { processWide } from "#lib/process-wide.ts";
import { seal, unseal } from "#lib/seal.ts";

export const signingAlgorithm = "ES256";

export interface SigningKey {
  kid: string;
  publicJwk: JWK;
  publicKey: CryptoKey;
  privateKey: CryptoKey;
  /** Whether every instance has had time to read it, so that it may sign. */
  isActive(): boolean;
}

/** The longest that an instance can miss a key that was added or revoked. */
export const signingKeyReachSeconds = 60;

const maxAgeMs = signingKeyReachSeconds * 1000;
const minAgeMs = 1000;
const advisoryLock = 0x6a776b73;

interface Loaded {
  keys: SigningKey[];
  loadedAt: number;
}

/** Single-flight: a burst loads the keys once. */
const getCache = () =>
  processWide(
    "signing keys",
    () =>
      new LRUCache<"all", Loaded, Context>({
        max: 1,
        ttl: maxAgeMs,
        noDeleteOnFetchRejection: true,
        fetchMethod: async (_key, _stale, { options, context }) => {
          const loadedAt = performance.now();
          const keys = await withDeadline(loadSigningKeys(context));
          // As old as the question, not as the response.
          options.ttl = maxAgeMs - (performance.now() - loadedAt);
          return { keys, loadedAt };
        },
      }),
  );

/**
 * Returns the keys that are not revoked, the newest first; creates one where there is none. They are
 * read again after a minute, so that a key added elsewhere is known here before it signs.
 */
export async function getSigningKeys(ctx: Context): Promise<SigningKey[]> {
  return (await load(ctx)).keys;
}

/**
 * Finds the key that a token names. For an unknown one the keys are read again, at most once a
 * second: an instance with a faster clock, or an impatient operator, may have signed with it already.
 */
export async function findSigningKey(ctx: Context, kid: string): Promise<SigningKey | undefined> {
  const { keys, loadedAt } = await load(ctx);
  const known = keys.find((key) => key.kid === kid);
  if (known || performance.now() - loadedAt < minAgeMs) return known;
  const refreshed = await load(ctx, { forceRefresh: true });
  return refreshed.keys.find((key) => key.kid === kid);
}

function load(ctx: Context, { forceRefresh = false } = {}): Promise<Loaded> {
  return getCache().forceFetch("all", { context: ctx, forceRefresh });
}

async function loadSigningKeys(ctx: Context): Promise<SigningKey[]> {
  const rows = await selectRows(ctx);
  const stored = rows.length > 0 ? rows : await createFirst(ctx);
  return Promise.all(
    stored.map(async ({ kid, publicJwk, sealedPrivateKey, activeInMs }) => {
      const activeAt = performance.now() + activeInMs;
      const pkcs8 = unseal(ctx.secrets.sealing, getSealUse(kid), sealedPrivateKey).toString();
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

/** Creates the first key under a lock: instances that start together agree on one. */
async function createFirst(ctx: Context) {
  return inTransaction(ctx, async (tx) => {
    await lockSigningKeys(tx);
    const present = await selectRows(tx);
    if (present.length > 0) return present;
    await tx.db.insert(signingKeys).values(await createSigningKey(ctx));
    return selectRows(tx);
  });
}

/** Keeps others from changing the keys until the transaction ends. */
export async function lockSigningKeys({ db }: Context): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(${advisoryLock})`);
}

type NewKey = Pick<typeof signingKeys.$inferInsert, "kid" | "publicJwk" | "sealedPrivateKey">;

/** Creates a key pair as its row holds it. */
export async function createSigningKey({ secrets }: Pick<Context, "secrets">): Promise<NewKey> {
  const pair = await generateKeyPair(signingAlgorithm, { extractable: true });
  const jwk = await exportJWK(pair.publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  // A command line would take it for an option.
  if (kid.startsWith("-")) return createSigningKey({ secrets });
  const publicJwk = { ...jwk, kid, alg: signingAlgorithm, use: "sig" };
  const pkcs8 = Buffer.from(await exportPKCS8(pair.privateKey));
  return { kid, publicJwk, sealedPrivateKey: seal(secrets.sealing, getSealUse(kid), pkcs8) };
}

/** Binds a sealed private key to its key id. */
export function getSealUse(kid: string): string {
  return `signing-key/${kid}`;
}
