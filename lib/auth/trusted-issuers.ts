import { hash } from "node:crypto";
import {
  decodeJwt,
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  type JWTVerifyOptions,
  jwtVerify,
  type LocalJWKSet,
} from "jose";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import { invalidToken } from "#lib/auth/access-token.ts";
import { findIssuerKeys } from "#lib/auth/issuer-keys.ts";
import { keepMachineSession } from "#lib/auth/machine-session.ts";
import { signingAlgorithmSchema, type TrustedIssuer } from "#lib/auth/schema.ts";
import { logRefusal, TokenRefusal } from "#lib/auth/token-refusals.ts";
import type { Claim, Context } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";
import { type ApiTokenScope, apiTokenScopes } from "#lib/merchants/permissions.ts";
import { findInvisible, holdsSecret } from "#lib/text.ts";

const clockSkewSeconds = 60;
const maxLifeSeconds = 24 * 3600;
const maxTokenLength = 16 * 1024;
/** RFC 9068 wants the first; providers older than that say `JWT` or nothing. */
const types = ["at+jwt", "application/at+jwt", "jwt", undefined];

const subjectSchema = z
  .string()
  .min(1)
  .max(255)
  .refine((subject) => findInvisible(subject) === undefined && !holdsSecret(subject));

/** Claims of an ID token, which is for its client and says nothing about an API. */
const idTokenClaims = ["nonce", "at_hash", "c_hash"];

const timesSchema = z.object({ iat: z.number(), exp: z.number() });

/** A string with spaces (RFC 8693 section 4.2), or a list. */
const scopesSchema = z
  .union([z.string().transform((text) => text.split(" ")), z.array(z.string())])
  .nullish();

interface Verified {
  subject: string;
  merchantId: string;
  scopes: ApiTokenScope[];
  expiresAtSeconds: number;
}

/**
 * Verified tokens by the key set that verified them: a withdrawn or replaced key makes another set.
 * Expiry, merchant and session are checked every time.
 */
const verified = new WeakMap<LocalJWKSet, LRUCache<string, Verified>>();

/**
 * Verifies a trusted issuer's token and returns the machine's session and scopes; null for anybody
 * else's. Nothing in the header is trusted but a `kid` that the issuer publishes (RFC 8725). Throws
 * `unauthorized`, and `unavailable` where the issuer's keys could not be fetched.
 */
export async function readIssuerClaim(
  ctx: Context,
  token: string,
  issuers: readonly TrustedIssuer[],
): Promise<Claim | null> {
  if (issuers.length === 0 || token.length > maxTokenLength) return null;
  const claimed = readIssuer(token);
  const issuer = issuers.find(({ issuer }) => issuer === claimed);
  if (!issuer) {
    // Our own tokens are checked elsewhere.
    const isForeign = claimed !== undefined && claimed !== ctx.issuer;
    if (isForeign) logRefusal(ctx, null, new TokenRefusal("its iss is not in TRUSTED_ISSUERS"));
    return null;
  }
  try {
    return await checkClaim(ctx, token, issuer);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "unauthorized") throw error;
    logRefusal(ctx, issuer, error.cause);
    throw error;
  }
}

/** Reads the claimed issuer, the only thing used before verification. */
function readIssuer(token: string): unknown {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

async function checkClaim(ctx: Context, token: string, issuer: TrustedIssuer): Promise<Claim> {
  const { kid, typ } = readHeader(token);
  if (typeof kid !== "string") return refuse("it has no kid");
  const keys = await findIssuerKeys(issuer, kid);
  if (!keys) return refuse("its kid is not among the keys of its issuer");
  const type = typeof typ === "string" ? typ.toLowerCase() : typ;
  if (!types.includes(type)) refuse("its typ is not that of an access token");
  const known = verified.get(keys) ?? new LRUCache({ max: 10_000 });
  verified.set(keys, known);
  const digest = hash("sha256", JSON.stringify([issuer, token]), "base64");
  const checked = known.get(digest) ?? (await checkToken(ctx, token, issuer, keys));
  if (Date.now() / 1000 > checked.expiresAtSeconds + clockSkewSeconds) refuse("it has expired");
  known.set(digest, checked);
  const sessionId = await keepMachineSession(ctx, issuer, checked);
  if (!sessionId) return refuse("its merchant does not exist, or is closed");
  return { kind: "issuer", sessionId, scopes: checked.scopes };
}

async function checkToken(
  ctx: Context,
  token: string,
  issuer: TrustedIssuer,
  keys: LocalJWKSet,
): Promise<Verified> {
  const payload = await verifySignature(token, keys, {
    algorithms: [...signingAlgorithmSchema.options],
    issuer: issuer.issuer,
    audience: issuer.audience,
    clockTolerance: clockSkewSeconds,
    requiredClaims: ["exp", "iat", issuer.merchantClaim],
  }).catch((cause) => {
    throw invalidToken(cause);
  });
  const claims = readClaims(payload, issuer);
  if (claims.scopes.length === 0) {
    logRefusal(ctx, issuer, new TokenRefusal("it names no scope that has a meaning here"));
  }
  return claims;
}

function readHeader(token: string) {
  try {
    return decodeProtectedHeader(token);
  } catch (cause) {
    throw invalidToken(cause);
  }
}

/** Tries each key with the same `kid` that fits the algorithm. */
async function verifySignature(
  token: string,
  keys: LocalJWKSet,
  options: JWTVerifyOptions,
): Promise<JWTPayload> {
  try {
    return (await jwtVerify(token, keys, options)).payload;
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
    for await (const key of error) {
      const result = await jwtVerify(token, key, options).catch((failure) => {
        if (!(failure instanceof errors.JWSSignatureVerificationFailed)) throw failure;
      });
      if (result) return result.payload;
    }
    throw new errors.JWSSignatureVerificationFailed();
  }
}

function readClaims(payload: JWTPayload, issuer: TrustedIssuer): Verified {
  const idTokenClaim = idTokenClaims.find((name) => payload[name] !== undefined);
  if (idTokenClaim) refuse(`it is an ID token: it has the claim ${idTokenClaim}`);
  const times = timesSchema.safeParse(payload);
  if (!times.success) return refuse("its iat or exp is not a number");
  const { iat, exp } = times.data;
  if (iat > Date.now() / 1000 + clockSkewSeconds) refuse("its iat is in the future");
  if (exp - iat > maxLifeSeconds) refuse("it is valid for more than 24 hours");
  const merchantId = payload[issuer.merchantClaim];
  if (typeof merchantId !== "string" || !isId("mer", merchantId)) {
    return refuse(`its claim ${issuer.merchantClaim} is not the id of a merchant`);
  }
  const subject = readSubject(payload);
  return { subject, merchantId, scopes: readScopes(payload, issuer), expiresAtSeconds: exp };
}

/** Some servers name a machine by `client_id` alone, such as Duende; kept apart from any `sub`. */
function readSubject({ sub, client_id: clientId }: JWTPayload): string {
  const subject = subjectSchema.safeParse(sub ?? clientId);
  if (!subject.success) return refuse("its sub, or its client_id without one, is not a name");
  return sub === undefined ? `client ${subject.data}` : subject.data;
}

function readScopes(payload: JWTPayload, { scopeClaim, scopeMap }: TrustedIssuer): ApiTokenScope[] {
  const paths = scopeClaim === undefined ? ["scope", "scp"] : [scopeClaim];
  const named = paths.flatMap((path) => {
    const value = scopesSchema.safeParse(findClaim(payload, path));
    if (value.success) return value.data ?? [];
    return refuse(`its claim ${[path].flat().join(".")} is neither text nor a list of texts`);
  });
  const meant = scopeMap
    ? named.flatMap((name) => (Object.hasOwn(scopeMap, name) ? (scopeMap[name] ?? []) : []))
    : named;
  const meantSet = new Set(meant);
  return apiTokenScopes.filter((scope) => meantSet.has(scope));
}

function findClaim(payload: JWTPayload, path: string | string[]): unknown {
  return [path].flat().reduce<unknown>((value, name) => {
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject && Object.hasOwn(value, name)
      ? (value as Record<string, unknown>)[name]
      : undefined;
  }, payload);
}

function refuse(reason: string): never {
  throw invalidToken(new TokenRefusal(reason));
}
