import type { KeyObject } from "node:crypto";
import type { PgDatabase } from "drizzle-orm/pg-core";
import type { PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import type * as schema from "#drizzle/schema.ts";
import type { Config } from "#lib/config.ts";
import { AppError } from "#lib/errors.ts";
import { type Permission, permissionsOf, type Role } from "#lib/merchants/schema.ts";

/** The pool or a transaction on it: a verb does not care which. */
export type Database = PgDatabase<PostgresJsQueryResultHKT, typeof schema>;

/** 32-byte keys derived from the server's secrets; each has one use. */
export interface Secrets {
  keyHash: KeyObject;
  cursor: KeyObject;
  sealing: KeyObject;
  idempotency: KeyObject;
  serviceToken: KeyObject;
}

export interface RequestInfo {
  id: string;
  address: string | null;
  userAgent: string | null;
}

/** One answer to "is this key good?", about a key that exists. */
export interface KeyUse {
  keyId: string;
  /** Which of the key's secrets was shown. */
  generation: number;
  /** `valid`, or the code of the refusal. */
  outcome: string;
  address: string | null;
  userAgent: string | null;
}

export interface Mail {
  to: string;
  subject: string;
  /** Plain text; never a full key or another secret. */
  text: string;
}

/** What every verb gets: the database, the server's configuration, and the request behind it. */
export interface Context {
  db: Database;
  config: Config;
  secrets: Secrets;
  request: RequestInfo;
  /** Takes note of a key's use without a write for each. */
  usage: { record(use: KeyUse): void };
  /** Queues mail in the transaction of `db`: it goes out if that commits, and not otherwise. */
  mail: { queue(db: Database, mails: readonly Mail[]): Promise<void> };
  /** Where the portal is for people who read mail; null where the operator has not declared it. */
  portalUrl: string | null;
}

export type SessionKind = "portal" | "token";

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
  email: string;
  role: Role;
}

/** A context in which somebody asks on behalf of one merchant. */
export interface MerchantContext extends ClaimedContext {
  merchantId: string;
  merchantName: string;
  caller: Caller;
}

/** Throws `forbidden` unless both the caller's role and the token's scopes allow it. */
export function requirePermission(ctx: MerchantContext, permission: Permission): void {
  if (!permissionsOf(ctx.caller.role).includes(permission)) throw new AppError("forbidden");
  requireScope(ctx.claim, permission);
}

/** Throws `forbidden` unless the token's scopes allow it, whatever the role. */
export function requireScope(claim: Claim, permission: Permission): void {
  if (!claim.scopes || claim.scopes.includes(permission)) return;
  throw new AppError("forbidden", undefined, { challenge: "insufficient_scope" });
}

/** The answer to a session that has ended: the same as to none, or to a token that is not good. */
export function sessionEnded(claim: Claim): AppError {
  const challenge = claim.kind === "token" ? "invalid_token" : undefined;
  return new AppError("unauthorized", undefined, { challenge });
}

/** Runs `work` with a context whose `db` is one transaction. */
export function inTransaction<C extends Context, T>(ctx: C, work: (ctx: C) => Promise<T>) {
  return ctx.db.transaction((tx) => work({ ...ctx, db: tx }));
}
