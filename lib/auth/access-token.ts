import { hash } from "node:crypto";
import { decodeProtectedHeader, errors, jwtVerify, SignJWT } from "jose";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import { unmarkApiToken } from "#lib/api-tokens/token.ts";
import { findSigningKey, getSigningKeys, signingAlgorithm } from "#lib/auth/signing-keys.ts";
import type { Claim, Context, MerchantContext } from "#lib/context.ts";
import { AppError, type AppErrorOptions } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { getPermissions } from "#lib/merchants/permissions.ts";

export const accessTokenTtlSeconds = 15 * 60;
const clockSkewSeconds = 60;
const maxTokenLength = 4096;
const audience = "keysmith-api";
const type = "at+jwt";

/** Kinds of session by the token's `client_id` (RFC 9068 section 2.2). */
const kinds = { "keysmith-password": "token", "keysmith-api-token": "api_token" } as const;

const claimsSchema = z.object({
  sub: z.string(),
  merchant_id: z.string(),
  sid: z.string(),
  scope: z.string(),
  client_id: z.enum(["keysmith-password", "keysmith-api-token"]).default("keysmith-password"),
  iat: z.number(),
  exp: z.number(),
});

interface Verified {
  claim: Claim;
  /** The token's holder when it was issued. */
  holder: { userId: string; merchantId: string };
  kid: string;
  expiresAtSeconds: number;
}

/**
 * Issues an access token of 15 minutes for a session (RFC 9068); it ends earlier with its session.
 */
export async function issueAccessToken(ctx: MerchantContext): Promise<string> {
  const { userId, role } = ctx.caller;
  return signToken(ctx, {
    kind: "token",
    sessionId: ctx.claim.sessionId,
    merchantId: ctx.merchantId,
    userId,
    scopes: getPermissions(role),
    expiresAt: new Date(Date.now() + accessTokenTtlSeconds * 1000),
  });
}

export interface TokenFacts {
  kind: (typeof kinds)[keyof typeof kinds];
  sessionId: string;
  merchantId: string;
  userId: string;
  scopes: readonly string[];
  expiresAt: Date;
}

/** Signs a JWT for an existing session. */
export async function signToken(ctx: Context, facts: TokenFacts): Promise<string> {
  const key = (await getSigningKeys(ctx)).find(({ isActive }) => isActive());
  if (!key) throw new Error("there is no signing key");
  const claims = {
    sid: facts.sessionId,
    merchant_id: facts.merchantId,
    scope: facts.scopes.join(" "),
    client_id: Object.entries(kinds).find(([, kind]) => kind === facts.kind)?.[0],
  };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: signingAlgorithm, typ: type, kid: key.kid })
    .setIssuer(ctx.issuer)
    .setAudience(audience)
    .setSubject(facts.userId)
    .setJti(newId("jwt"))
    .setIssuedAt()
    .setExpirationTime(facts.expiresAt)
    .sign(key.privateKey);
}

/** Signatures that were checked before; the expiry and the session are checked every time. */
const verified = new LRUCache<string, Verified>({ max: 10_000 });

/**
 * Verifies an access token or API token of this server and returns its session and scopes.
 * Algorithm, issuer, audience and type are fixed; nothing in the header is trusted but a known
 * `kid` (RFC 8725). Throws `unauthorized`.
 */
export async function verifyAccessToken(ctx: Context, token: string): Promise<Claim> {
  if (token.length > maxTokenLength) throw invalidToken();
  const unmarked = unmarkApiToken(ctx.config.keyPrefix, token);
  const jwt = unmarked ?? token;
  const digest = hash("sha256", `${ctx.issuer} ${jwt}`, "base64");
  const known = verified.get(digest);
  const checked = known ?? (await checkSignature(ctx, jwt));
  if (unmarked !== null && checked.claim.kind !== "api_token") throw invalidToken();
  if (Date.now() / 1000 > checked.expiresAtSeconds + clockSkewSeconds) throw expiredToken();
  if (!known) verified.set(digest, checked);
  else if (!(await findSigningKey(ctx, known.kid))) throw invalidToken();
  ctx.request.sender = { via: checked.claim.kind, ...checked.holder };
  return checked.claim;
}

async function checkSignature(ctx: Context, token: string): Promise<Verified> {
  const kid = readKid(token);
  // Asked for outside of the check, so that a database that is away is not an invalid token.
  const key = await findSigningKey(ctx, kid);
  if (!key) throw invalidToken();
  const { payload } = await jwtVerify(token, key.publicKey, {
    algorithms: [signingAlgorithm],
    issuer: ctx.issuer,
    audience,
    typ: type,
    clockTolerance: clockSkewSeconds,
    requiredClaims: ["exp", "iat", "sub", "sid", "merchant_id"],
  }).catch((cause) => {
    throw cause instanceof errors.JWTExpired ? expiredToken(cause) : invalidToken(cause);
  });
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success) throw invalidToken(claims.error);
  const { sid, sub: userId, merchant_id: merchantId, scope, client_id: client } = claims.data;
  const { iat, exp } = claims.data;
  const kind = kinds[client];
  const now = Date.now() / 1000;
  const isFromTheFuture = iat > now + clockSkewSeconds;
  const isTooOld = kind === "token" && iat < now - accessTokenTtlSeconds - clockSkewSeconds;
  if (isFromTheFuture || isTooOld) throw invalidToken();
  return {
    claim: { kind, sessionId: sid, scopes: scope.split(" ") },
    holder: { userId, merchantId },
    kid,
    expiresAtSeconds: exp,
  };
}

function readKid(token: string): string {
  try {
    const { kid } = decodeProtectedHeader(token);
    if (typeof kid === "string") return kid;
  } catch (cause) {
    throw invalidToken(cause);
  }
  throw invalidToken();
}

/** The error for every invalid token. */
export function invalidToken(cause?: unknown, security?: AppErrorOptions["security"]): AppError {
  return new AppError("unauthorized", undefined, { challenge: "invalid_token", cause, security });
}

/** The same error, but no attack: every client gets it several times an hour. */
function expiredToken(cause?: unknown): AppError {
  return invalidToken(cause, null);
}
