import { hash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Context } from "#lib/context.ts";
import { withDeadline } from "#lib/deadline.ts";
import { AppError } from "#lib/errors.ts";
import { computeHmacs, type VersionedHash } from "#lib/key-ring.ts";
import { log } from "#lib/log.ts";
import { processWide } from "#lib/process-wide.ts";
import { revocationReachSeconds, type ServiceTokenScope } from "#lib/service-tokens/schema.ts";
import { isServiceToken } from "#lib/service-tokens/token.ts";
import { defineStatement } from "#lib/statement.ts";

const maxAgeMs = revocationReachSeconds * 1000;
/** Refreshed before it expires, so that no request waits for it under load. */
const refreshAgeMs = maxAgeMs / 2;
const minAgeMs = 1000;
const timeoutMs = 4000;

/** Digests of the hashes are enough to recognize a token, and keep the hashes in the database. */
const selectDigests = defineStatement<
  object,
  {
    digest: string;
    id: string;
    name: string;
    scopes: string[];
    /** Until it expires; null for never. */
    milliseconds: number | null;
  }
>(
  "service_token_digests",
  sql`
    select encode(sha256(token_hash), 'hex') as digest, id, name, scopes,
      (extract(epoch from expires_at - now()) * 1000)::float8 as milliseconds
    from service_tokens
    where revoked_at is null`,
);

const value = sql.placeholder;

const updateHash = defineStatement<{ old: Buffer; new: Buffer; secretVersion: number }, object>(
  "service_token_rehash",
  sql`
    update service_tokens
    set token_hash = ${value("new")}, secret_version = ${value("secretVersion")}
    where token_hash = ${value("old")}`,
);

export interface Grant {
  id: string;
  name: string;
  scopes: readonly string[];
  /** On the clock of `performance`, so that the hot path compares two numbers. */
  expiresAt: number;
}

interface Snapshot {
  grants: Map<string, Grant>;
  /** Tokens already matched: hashing them each time would cost more than everything else. */
  proven: Map<string, Grant>;
  takenAt: number;
}

type TokenContext = Pick<Context, "db" | "config" | "secrets">;

interface Memory {
  snapshot?: Snapshot;
  /** Shared, so that concurrent calls read once. */
  reading?: Promise<Snapshot>;
  isAway?: boolean;
}

const getMemory = () => processWide("service tokens", (): Memory => ({}));

/**
 * Authenticates a service token against a snapshot of the valid ones, at most 5 s old, so a revoked
 * token may pass that long. An unknown token refreshes it, at most once a second. Throws
 * `unauthorized`, `forbidden` without the scope, and the driver's error in an outage. Returns the
 * token's id and name.
 * @param staleIfDownMs how much longer the snapshot is valid while the database is down
 */
export async function authenticateServiceToken(
  ctx: TokenContext,
  token: string,
  scope: ServiceTokenScope,
  staleIfDownMs = 0,
): Promise<Grant> {
  const grant = await findGrant(ctx, token, staleIfDownMs);
  if (!grant || grant.expiresAt <= performance.now()) {
    throw new AppError("unauthorized", undefined, { challenge: "invalid_token" });
  }
  if (grant.scopes.includes(scope)) return grant;
  const message = `This service token doesn't have the scope ${scope}`;
  throw new AppError("forbidden", message, { challenge: "insufficient_scope" });
}

async function findGrant(
  ctx: TokenContext,
  token: string,
  staleMs: number,
): Promise<Grant | undefined> {
  const isProven = getMemory().snapshot?.proven.has(token) ?? false;
  if (!isProven && !isServiceToken(ctx.config.keyPrefix, token)) return undefined;
  const snapshot = await recall(ctx, staleMs);
  const proven = snapshot.proven.get(token);
  if (proven) return proven;
  const grant = prove(ctx, snapshot, token);
  if (grant || getAge(snapshot) <= minAgeMs) return grant;
  return prove(ctx, await read(ctx), token);
}

function prove(ctx: TokenContext, { grants, proven }: Snapshot, token: string): Grant | undefined {
  const hashes = computeHmacs(ctx.secrets.serviceToken, token);
  for (const found of hashes) {
    const grant = grants.get(hash("sha256", found.hash, "hex"));
    if (!grant) continue;
    proven.set(token, grant);
    rehash(ctx, found, hashes[0]);
    return grant;
  }
  return undefined;
}

/** Moves a token to the version of new ones; one that is not moved is at its next use. */
function rehash({ db }: TokenContext, from: VersionedHash, to: VersionedHash): void {
  // Instances may differ in which version is first; none moves a token back.
  if (from.version >= to.version) return;
  updateHash(db, { old: from.hash, new: to.hash, secretVersion: to.version }).catch((error) =>
    log.warn({ err: error }, "service token not rehashed yet"),
  );
}

async function recall(ctx: TokenContext, staleMs: number): Promise<Snapshot> {
  const { snapshot, isAway = false } = getMemory();
  if (!snapshot || getAge(snapshot) > maxAgeMs + staleMs) return read(ctx);
  if (getAge(snapshot) > maxAgeMs && !isAway) return read(ctx).catch(() => snapshot);
  // A failure shows at the next request with an expired snapshot; this one has its result.
  if (getAge(snapshot) > refreshAgeMs) read(ctx).catch(() => undefined);
  return snapshot;
}

function read(ctx: TokenContext): Promise<Snapshot> {
  const memory = getMemory();
  memory.reading ??= takeSnapshot(ctx)
    .then((snapshot) => {
      memory.snapshot = snapshot;
      memory.isAway = false;
      return snapshot;
    })
    .catch((error) => {
      memory.isAway = true;
      throw error;
    })
    .finally(() => {
      memory.reading = undefined;
    });
  return memory.reading;
}

/** Dated to the start of the query, not its end. */
async function takeSnapshot({ db }: TokenContext): Promise<Snapshot> {
  const takenAt = performance.now();
  // The server may never respond to the statement.
  const rows = await withDeadline(selectDigests(db, {}), timeoutMs);
  const grants = rows.map(({ digest, milliseconds, ...grant }): [string, Grant] => [
    digest,
    { ...grant, expiresAt: takenAt + (milliseconds ?? Number.POSITIVE_INFINITY) },
  ]);
  return { grants: new Map(grants), proven: new Map(), takenAt };
}

function getAge({ takenAt }: Snapshot): number {
  return performance.now() - takenAt;
}
