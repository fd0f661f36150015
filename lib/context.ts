import type { KeyObject } from "node:crypto";
import { is } from "drizzle-orm";
import { type PgDatabase, PgTransaction } from "drizzle-orm/pg-core";
import type { PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import type * as schema from "#drizzle/schema.ts";
import type { RateLimit, Verdict } from "#lib/api-keys/schema.ts";
import type { Environment } from "#lib/applications/schema.ts";
import type { Config } from "#lib/config.ts";
import { AppError, findErrorCode, type SecurityFact } from "#lib/errors.ts";
import {
  getPermissions,
  isPermitted,
  type Permission,
  type Role,
} from "#lib/merchants/permissions.ts";

/** The pool or a transaction on it: a verb does not care which. */
export type Database = PgDatabase<PostgresJsQueryResultHKT, typeof schema>;

/** 32-byte keys derived from the server's secrets; each has one use. */
export interface Secrets {
  keyHash: KeyObject;
  cursor: KeyObject;
  sealing: KeyObject;
  idempotency: KeyObject;
  serviceToken: KeyObject;
  mailedToken: KeyObject;
  recoveryCode: KeyObject;
  visitor: KeyObject;
  device: KeyObject;
}

export interface RequestInfo {
  id: string;
  /** Null where nobody could read it, which no allowlist matches. */
  address: string | null;
  /** Whom we are connected to, such as a proxy. */
  peer?: string | null;
  userAgent: string | null;
  /** What the browser that signs in is known by; other requests have none. */
  deviceId?: string;
  /** Noted as soon as it is known, for the record of a refusal. */
  sender?: Sender;
}

/** Who sent a request, as far as is known; with an email alone, who they claim to be. */
export interface Sender {
  via: SessionKind | "api_key";
  /** Never stored: it may be anything that somebody typed. */
  email?: string;
  userId?: string;
  merchantId?: string;
  sessionId?: string;
  keyId?: string;
}

/** Something refused that may be an attack. */
export interface SecurityEvent extends SecurityFact {
  request: RequestInfo;
  /** Method and route, such as `POST /api/v1/applications/{id}/api-keys`. */
  operation?: string;
  /** How many times it happened; once by default. */
  count?: number;
}

/** One answer to "is this key good?", about a key that exists. */
export interface KeyUse {
  requestId: string;
  keyId: string;
  /** Which of the key's secrets was shown. */
  generation: number;
  /** `valid`, or the code of the refusal. */
  outcome: string;
  address: string | null;
  userAgent: string | null;
}

/** What a key has left of the limit that is nearest to its end. */
export interface KeyQuota {
  isExceeded: boolean;
  limit: number;
  remaining: number;
  /** Until the window ends, rounded up to whole seconds. */
  resetSeconds: number;
}

/** Counts the calls of keys against their limits. */
export interface KeyLimits {
  /** Takes one call of a key with a limit of its `own`, or none; null where nothing limits it. */
  take(keyId: string, own: RateLimit | null): Promise<KeyQuota> | null;
}

export interface Mail {
  to: string;
  subject: string;
  /** Plain text, sealed while it waits; never a full key. */
  text: string;
  /** Who can cause any number of such emails. These wait for each other, not others for them. */
  requestedBy?: { kind: "stranger"; address: string | null } | { kind: "merchant"; id: string };
}

/** What every verb gets: the database, the server's configuration, and the request behind it. */
export interface Context {
  db: Database;
  config: Config;
  secrets: Secrets;
  request: RequestInfo;
  /** Takes note of a key's use without a write for each. */
  usage: { record(use: KeyUse): void };
  metrics: { countVerdict(verdict: Verdict): void };
  keyLimits: KeyLimits;
  /** Queues mail in the transaction of `db`: it goes out if that commits, and not otherwise. */
  mail: { queue(db: Database, mails: readonly Mail[]): Promise<void> };
  /** Takes note that a session was used, without a write for each time. */
  lastSeen: { record(sessionId: string, address: string | null): void };
  /** Notes a refusal for the audit log without a write for each; never throws. */
  security: { record(event: SecurityEvent): void };
  /** Where the portal is for people who read mail. */
  portalUrl: string;
  /** The `iss` of access tokens. */
  issuer: string;
  /** For how long a verifier trusts its cache without the database. */
  verifierLeaseSeconds: number;
}

/** Recorders and limits of programs that serve no requests: they record and limit nothing. */
export const noRecorders: Pick<
  Context,
  "usage" | "metrics" | "keyLimits" | "lastSeen" | "security"
> = {
  usage: { record: () => {} },
  metrics: { countVerdict: () => {} },
  keyLimits: { take: () => null },
  lastSeen: { record: () => {} },
  security: { record: () => {} },
};

/** `issuer` for a machine that a trusted issuer vouches for. */
export type SessionKind = "portal" | "token" | "api_token" | "issuer";

/** The session that a request names by a cookie or a token, whose seal or signature was checked. */
export interface Claim {
  kind: SessionKind;
  sessionId: string;
  /** Scopes of the token that was sent; the portal's session has what the role allows. */
  scopes: readonly string[] | null;
}

/** A context in which the database has yet to say whether the session still stands, and whose. */
export interface ClaimedContext extends Context {
  claim: Claim;
}

export interface Caller {
  userId: string;
  /** The person's address, or what a machine is called. */
  email: string;
  isEmailVerified: boolean;
  role: Role;
}

/** What the session of a request is worth. */
export interface SessionFacts {
  /** Since the person last proved to be themselves. */
  provedSecondsAgo: number;
  hasSecondFactor: boolean;
  /** The merchant demands a second factor, and this session has none. */
  lacksSecondFactor: boolean;
  /** The identity provider that vouched for the person. */
  provider: string | null;
}

/** A context in which somebody asks on behalf of one merchant. */
export interface MerchantContext extends ClaimedContext {
  merchantId: string;
  merchantName: string;
  /** The operator has the merchant's keys refused. */
  isSuspended: boolean;
  caller: Caller;
  session: SessionFacts;
}

/**
 * Throws `forbidden` unless both the caller's role and the token's scopes allow it, and the session
 * has the second factor that the merchant may demand.
 */
export function requirePermission(ctx: MerchantContext, permission: Permission): void {
  if (ctx.session.lacksSecondFactor) throw secondFactorMissing();
  if (!getPermissions(ctx.caller.role).includes(permission)) throw new AppError("forbidden");
  requireScope(ctx.claim, permission);
}

/** Throws `forbidden` unless the token's scopes allow it, whatever the role. */
export function requireScope(claim: Claim, permission: Permission): void {
  if (!claim.scopes || isPermitted(claim.scopes, permission)) return;
  throw new AppError("forbidden", undefined, { challenge: "insufficient_scope" });
}

/** The answer to a session that is not worth enough for the policy of its merchant. */
export function secondFactorMissing(): AppError {
  const message = "Your company demands a second factor. Add one to your account first";
  return new AppError("forbidden", message);
}

/** Whether a person stands behind it, who can be asked again. */
const provenKinds: readonly SessionKind[] = ["portal", "token"];

/** Throws `forbidden` unless a person asks, by the portal or an access token: no machine may. */
export function requirePerson({ claim }: ClaimedContext): void {
  if (provenKinds.includes(claim.kind)) return;
  throw new AppError(
    "forbidden",
    "Only a person may do this: in the portal, or by an access token",
  );
}

/** How old a proof may be for the secrets of `environment`, in seconds; null for any age. */
export function proofMaxAgeSeconds(ctx: ClaimedContext, environment: Environment): number | null {
  const { stepUp, stepUpAfterMinutes } = ctx.config.policies;
  const isAsked = stepUp === "all" || (stepUp === "live" && environment === "live");
  return isAsked && provenKinds.includes(ctx.claim.kind) ? stepUpAfterMinutes * 60 : null;
}

/**
 * Throws `forbidden` with the challenge of RFC 9470 where the person's last proof is older than
 * what `environment` asks for; without one, for a change of the account or its company.
 */
export function requireProof(ctx: MerchantContext, environment: Environment = "live"): void {
  const maxAgeSeconds = proofMaxAgeSeconds(ctx, environment);
  if (maxAgeSeconds !== null && ctx.session.provedSecondsAgo > maxAgeSeconds) {
    throw proofTooOld(maxAgeSeconds);
  }
}

/** Throws `forbidden` while the operator has suspended the merchant. */
export function requireActiveMerchant({ isSuspended }: Pick<MerchantContext, "isSuspended">): void {
  if (isSuspended) throw merchantSuspended();
}

/** The response to whatever a suspended merchant may not do. */
export function merchantSuspended(): AppError {
  const message = "Your company is suspended. Until it is resumed you can only read and revoke";
  return new AppError("forbidden", message);
}

export function proofTooOld(maxAgeSeconds: number): AppError {
  const message = `Confirm that it is you: your last proof is older than ${maxAgeSeconds / 60} minutes`;
  const challenge = "insufficient_user_authentication";
  return new AppError("forbidden", message, { challenge, maxAgeSeconds });
}

/** The answer to a session that has ended: the same as to none, or to a token that is not good. */
export function sessionEnded(claim: Claim): AppError {
  if (claim.kind === "portal") return new AppError("unauthorized");
  const security = { action: "security.token_refused", reason: "session_ended" } as const;
  return new AppError("unauthorized", undefined, { challenge: "invalid_token", security });
}

/** SQLSTATE of a transaction that PostgreSQL has ended for the sake of another one. */
const collisions = ["40001", "40P01"];
const transactionTries = 3;

/**
 * Runs `work` with a context whose `db` is one transaction, and once more from the start where it
 * collides with another one. Within a transaction it is a savepoint, and the outer one is repeated.
 */
export async function inTransaction<C extends Context, T>(
  ctx: C,
  work: (ctx: C) => Promise<T>,
): Promise<T> {
  const run = () => ctx.db.transaction((tx) => work({ ...ctx, db: tx }));
  if (is(ctx.db, PgTransaction)) return run();
  for (let tries = 1; ; tries++) {
    try {
      return await run();
    } catch (error) {
      if (tries === transactionTries || !collisions.includes(findErrorCode(error))) throw error;
    }
  }
}
