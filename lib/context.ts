import { is } from "drizzle-orm";
import { type PgDatabase, PgTransaction } from "drizzle-orm/pg-core";
import type { PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import type * as schema from "#drizzle/schema.ts";
import type { RateLimit, Verdict } from "#lib/api-keys/schema.ts";
import type { Environment } from "#lib/applications/schema.ts";
import type { Config } from "#lib/config.ts";
import { AppError, findErrorCode, type SecurityFact } from "#lib/errors.ts";
import type { KeyRing } from "#lib/key-ring.ts";
import type { Letter } from "#lib/letters/letter.ts";
import {
  getPermissions,
  isPermitted,
  type Permission,
  type Role,
} from "#lib/merchants/permissions.ts";

/** The pool or a transaction on it. */
export type Database = PgDatabase<PostgresJsQueryResultHKT, typeof schema>;

/** 32-byte keys derived from the versions of the server's secrets, a ring per use. */
export interface Secrets {
  keyHash: KeyRing;
  cursor: KeyRing;
  sealing: KeyRing;
  idempotency: KeyRing;
  serviceToken: KeyRing;
  mailedToken: KeyRing;
  recoveryCode: KeyRing;
  visitor: KeyRing;
  device: KeyRing;
}

export interface RequestInfo {
  id: string;
  /** Null if unknown; no allowlist matches that. */
  address: string | null;
  /** IP address of the connection's other end, such as a proxy. */
  peer?: string | null;
  userAgent: string | null;
  /** Id of the browser that signs in; undefined for other requests. */
  deviceId?: string;
  /** Set as soon as it is known, for the record of a refusal. */
  sender?: Sender;
}

/** Sender of a request, as far as known; with only an email it is a claim. */
export interface Sender {
  via: SessionKind | "api_key";
  /** Unverified input, never stored. */
  email?: string;
  userId?: string;
  merchantId?: string;
  sessionId?: string;
  keyId?: string;
}

/** A refusal that may be part of an attack. */
export interface SecurityEvent extends SecurityFact {
  request: RequestInfo;
  /** Method and route, such as `POST /api/v1/applications/{id}/api-keys`. */
  operation?: string;
  /** Number of occurrences; 1 by default. */
  count?: number;
}

/** One verification of an existing key. */
export interface KeyUse {
  requestId: string;
  keyId: string;
  /** Generation of the secret that was presented. */
  generation: number;
  /** `valid`, or the code of the refusal. */
  outcome: string;
  address: string | null;
  userAgent: string | null;
}

/** Remaining quota of the limit closest to exhaustion. */
export interface KeyQuota {
  isExceeded: boolean;
  limit: number;
  remaining: number;
  /** Seconds until the window ends, rounded up. */
  resetSeconds: number;
}

/** Counts calls of keys against their rate limits. */
export interface KeyLimits {
  /**
   * Counts a call against the key's `own` limit and the default one, or that of its merchant in its
   * place; null without limits.
   */
  take(
    keyId: string,
    own: RateLimit | null,
    ofMerchant?: RateLimit | null,
  ): Promise<KeyQuota> | null;
}

export interface Mail {
  to: string;
  subject: string;
  /** Plain text, encrypted in the queue; never contains a full key. */
  text: string;
  /** The same for an HTML part, encrypted too; absent in emails that the previous release queued. */
  letter?: Letter;
  /** Source of an unbounded number of emails. Its emails delay each other, not those of others. */
  requestedBy?: { kind: "stranger"; address: string | null } | { kind: "merchant"; id: string };
}

/** How long a change of what is valid took to become final at every verifier. */
export interface Effect {
  /** How long its caller waited for verifiers. */
  waitedSeconds: number;
  /** Time from the change to its `Effective-At`. */
  effectiveSeconds: number;
}

/** The operator's service that calls by a service token. */
export interface OperatorCaller {
  serviceTokenId: string;
  /** Name of the service token. */
  name: string;
  /** Email of the operator's person for whom it calls, as it says. */
  onBehalfOf: string | null;
}

/** Context of every verb: the database, the server's configuration, and the request. */
export interface Context {
  db: Database;
  config: Config;
  secrets: Secrets;
  request: RequestInfo;
  /** Records a key's use, written in batches. */
  usage: { record(use: KeyUse): void };
  metrics: {
    countVerdict(verdict: Verdict): void;
    /** @param result `succeeded`, or the reason of a failure, one of a few */
    countSignIn(result: string): void;
    observeEffect(effect: Effect): void;
  };
  keyLimits: KeyLimits;
  /** Queues emails in the transaction of `db`; they are sent only if it commits. */
  mail: { queue(db: Database, mails: readonly Mail[]): Promise<void> };
  /** Records the use of a session, written in batches. */
  lastSeen: { record(sessionId: string, address: string | null): void };
  /** Records a refusal for the audit log, written in batches; never throws. */
  security: { record(event: SecurityEvent): void };
  /** URL of the portal for links in emails. */
  portalUrl: string;
  /** The `iss` of access tokens. */
  issuer: string;
  /** How long a verifier trusts its cache without the database. */
  verifierLeaseSeconds: number;
  /** Set for calls with a service token. */
  operator?: OperatorCaller;
}

/** A context for calls of the operator's API. */
export interface OperatorContext extends Context {
  operator: OperatorCaller;
}

/** Recorders and limits for programs that serve no requests: they do nothing. */
export const noRecorders: Pick<
  Context,
  "usage" | "metrics" | "keyLimits" | "lastSeen" | "security"
> = {
  usage: { record: () => {} },
  metrics: { countVerdict: () => {}, countSignIn: () => {}, observeEffect: () => {} },
  keyLimits: { take: () => null },
  lastSeen: { record: () => {} },
  security: { record: () => {} },
};

/**
 * `issuer` is a machine authenticated by a trusted issuer. `operator` has no session: a service token
 * of the operator acts for a merchant.
 */
export type SessionKind = "portal" | "token" | "api_token" | "issuer" | "operator";

/** The session named by a cookie or token whose seal or signature is verified. */
export interface Claim {
  kind: SessionKind;
  sessionId: string;
  /** Scopes of the token; null for portal sessions, which have all permissions of the role. */
  scopes: readonly string[] | null;
}

/** A context whose session has not been looked up in the database yet. */
export interface ClaimedContext extends Context {
  claim: Claim;
}

export interface Caller {
  userId: string;
  /** The person's email, or a machine's name. */
  email: string;
  isEmailVerified: boolean;
  role: Role;
}

/** Authentication strength of the request's session. */
export interface SessionFacts {
  /** Seconds since the person last authenticated. */
  provedSecondsAgo: number;
  hasSecondFactor: boolean;
  /** The merchant requires a second factor, and this session has none. */
  lacksSecondFactor: boolean;
  /** The identity provider that authenticated the person. */
  provider: string | null;
}

/** A context for requests on behalf of one merchant. */
export interface MerchantContext extends ClaimedContext {
  merchantId: string;
  merchantName: string;
  /** Whether the operator has suspended the merchant, so that its keys are refused. */
  isSuspended: boolean;
  caller: Caller;
  session: SessionFacts;
}

/**
 * Throws `forbidden` unless the caller's role and the token's scopes both allow it, and the session
 * has the second factor that the merchant may require.
 */
export function requirePermission(ctx: MerchantContext, permission: Permission): void {
  if (ctx.session.lacksSecondFactor) throw secondFactorMissing();
  if (!getPermissions(ctx.caller.role).includes(permission)) throw new AppError("forbidden");
  requireScope(ctx.claim, permission);
}

/** Whether the operator acts for the merchant, by a service token. */
export function isOperator({ claim }: ClaimedContext): boolean {
  return claim.kind === "operator";
}

/** Throws `forbidden` unless the token's scopes allow it, for any role. */
export function requireScope(claim: Claim, permission: Permission): void {
  if (!claim.scopes || isPermitted(claim.scopes, permission)) return;
  throw new AppError("forbidden", undefined, { challenge: "insufficient_scope" });
}

/** Creates the error for a session without a required second factor. */
export function secondFactorMissing(): AppError {
  const message =
    "Your company requires two-factor authentication. Add a second factor to your account first";
  return new AppError("forbidden", message);
}

/** Session kinds of people, who can re-authenticate. */
const provenKinds: readonly SessionKind[] = ["portal", "token"];

/** Throws `forbidden` for machines: only a person with a portal session or access token passes. */
export function requirePerson({ claim }: ClaimedContext): void {
  if (provenKinds.includes(claim.kind)) return;
  throw new AppError(
    "forbidden",
    "Only a person can do this, in the portal or with an access token",
  );
}

/**
 * Returns the maximum age in seconds of an authentication for secrets of `environment`; null for
 * any.
 */
export function proofMaxAgeSeconds(ctx: ClaimedContext, environment: Environment): number | null {
  const { stepUp, stepUpAfterMinutes } = ctx.config.policies;
  const isAsked = stepUp === "all" || (stepUp === "live" && environment === "live");
  return isAsked && provenKinds.includes(ctx.claim.kind) ? stepUpAfterMinutes * 60 : null;
}

/**
 * Throws `forbidden` with the challenge of RFC 9470 if the last authentication is older than
 * `environment` allows. The default is for changes of the account or its company.
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

/** Creates the error for actions that a suspended merchant may not take. */
export function merchantSuspended(): AppError {
  const message = "Your company is suspended. Until it's resumed, you can only view and revoke";
  return new AppError("forbidden", message);
}

export function proofTooOld(maxAgeSeconds: number): AppError {
  const message = `Confirm it's you. This action requires authentication within the last ${maxAgeSeconds / 60} minutes`;
  const challenge = "insufficient_user_authentication";
  return new AppError("forbidden", message, { challenge, maxAgeSeconds });
}

/** Creates the error for an ended session: the same as for none, or for an invalid token. */
export function sessionEnded(claim: Claim): AppError {
  if (claim.kind === "portal") return new AppError("unauthorized");
  const security = { action: "security.token_refused", reason: "session_ended" } as const;
  return new AppError("unauthorized", undefined, { challenge: "invalid_token", security });
}

/** SQLSTATEs of a transaction that PostgreSQL aborted in favor of another one. */
const collisions = ["40001", "40P01"];
const transactionTries = 3;

/**
 * Runs `work` in a transaction, and once more from the start after a conflict. Inside a transaction
 * it uses a savepoint, and the outer transaction is retried.
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
