import { randomBytes } from "node:crypto";
import postgres from "postgres";
import {
  createBenchContext,
  type Filling,
  fill,
  fillingIds,
  foundBenchMerchant,
  getPosition,
  inBulk,
} from "#bench/database.ts";
import { keyCount } from "#bench/verify/settings.ts";
import { serviceTokens } from "#drizzle/schema.ts";
import { config } from "#keysmith.config.ts";
import { generateFullKey, hashFullKey } from "#lib/api-keys/token.ts";
import type { MerchantContext } from "#lib/context.ts";
import { connect } from "#lib/db/connect.ts";
import { migrateDatabase } from "#lib/db/migrate.ts";
import { deriveSecrets, readEnv } from "#lib/env.ts";
import { newId } from "#lib/ids.ts";
import { secretNames } from "#lib/secret-list.ts";
import {
  generateServiceToken,
  getTokenPrefix,
  hashServiceToken,
} from "#lib/service-tokens/token.ts";

const perApplication = 100;

/** The secrets of every process in the bench. */
export const secretsEnv = Object.fromEntries(
  secretNames.map((name) => [name, randomBytes(32).toString("hex")]),
);
const secrets = deriveSecrets(readEnv(secretsEnv));

/** Full keys and a service token that are good in each of the databases. */
export const fullKeys = Array.from({ length: keyCount }, () =>
  generateFullKey(config.keyPrefix, "live"),
);
export const token = generateServiceToken(config.keyPrefix);

const hashes = fullKeys.map((key) => hashFullKey(secrets.keyHash, key));

export interface KeyDatabase {
  size: number;
  url: string;
  /** Those of `fullKeys` that it contains. */
  keys: string[];
  filling: Filling;
  /** The owner of all that is in it, on a pool that is closed with `resources`. */
  ctx: MerchantContext;
}

/** An empty database on the server. */
export async function createDatabase(serverUrl: string, name: string): Promise<string> {
  const admin = postgres(serverUrl, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name}`);
  await admin.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** A database with so many keys; those that somebody has are spread evenly over them. */
export async function createKeyDatabase(
  serverUrl: string,
  size: number,
  resources: AsyncDisposableStack,
): Promise<KeyDatabase> {
  const startedAt = performance.now();
  const url = await createDatabase(serverUrl, `verify_${size}`);
  await migrateDatabase(url);
  const db = connect(url, { poolSize: 2, prepare: true });
  resources.defer(() => db.$client.end({ timeout: 5 }));
  const { owner, ctx } = await foundBenchMerchant(createBenchContext(db, secrets), db.$client);
  await db.insert(serviceTokens).values({
    id: newId("svc"),
    name: "bench",
    tokenHash: hashServiceToken(secrets.serviceToken, token),
    tokenPrefix: getTokenPrefix(token),
  });
  const filling = { count: size, perApplication, hashes: hashes.slice(0, size) };
  const filler = postgres(url, { max: 1, onnotice: () => {} });
  await inBulk(filler, () => fill(filler, owner, filling));
  await filler`checkpoint`;
  await filler.end();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  console.log(`A database of ${size.toLocaleString("en")} keys is ready (${seconds} s)`);
  return { size, url, keys: fullKeys.slice(0, size), filling, ctx };
}

/** Returns the row of a full key by its position in the database. */
export function getKeyRef({ filling }: KeyDatabase, index: number) {
  const ids = fillingIds(perApplication);
  const n = getPosition(index, filling);
  return { keyId: ids.keyId(n), applicationId: ids.applicationId(n) };
}
