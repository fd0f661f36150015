import { hash } from "node:crypto";
import { decodeJwt, importJWK, type JWTPayload, jwtVerify } from "jose";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import { invalidToken } from "#lib/auth/access-token.ts";
import { findIssuerKey } from "#lib/auth/issuer-keys.ts";
import { keepMachineSession } from "#lib/auth/machine-session.ts";
import type { TrustedIssuer } from "#lib/auth/schema.ts";
import type { Claim, Context } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";
import { apiTokenScopes } from "#lib/merchants/schema.ts";
import { findInvisible, holdsSecret } from "#lib/text.ts";

const clockSkewSeconds = 60;
const maxLifeSeconds = 24 * 3600;
const maxTokenLength = 16 * 1024;
const algorithms = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
];
/** RFC 9068 wants the first; providers older than that say `JWT` or nothing. */
const types = ["at+jwt", "application/at+jwt", "jwt", undefined];

const claimsSchema = z.object({
  sub: z
    .string()
    .min(1)
    .max(255)
    .refine((subject) => findInvisible(subject) === undefined && !holdsSecret(subject)),
  iat: z.number(),
  exp: z.number(),
  // An id token has one of these; it is for its client and says nothing about an API.
  nonce: z.undefined().optional(),
  at_hash: z.undefined().optional(),
  c_hash: z.undefined().optional(),
  scope: z.string().optional(),
  scp: z.union([z.string(), z.array(z.string())]).optional(),
});

interface Verified {
  kid: string;
  subject: string;
  merchantId: string;
  scopes: string[];
  expiresAtSeconds: number;
}

/** Tokens that were checked before; expiry, key, merchant and session are checked every time. */
const verified = new LRUCache<string, Verified>({ max: 10_000 });

/**
 * Which machine's session a token of a trusted issuer stands for, and its scopes; null for the token
 * of anybody else. Nothing in the header is trusted but a `kid` that the issuer publishes (RFC 8725).
 * Throws `unauthorized`, and `unavailable` where the issuer's keys could not be fetched.
 */
export async function readIssuerClaim(
  ctx: Context,
  token: string,
  issuers: readonly TrustedIssuer[],
): Promise<Claim | null> {
  const issuer = findIssuer(token, issuers);
  if (!issuer) return null;
  const digest = hash("sha256", JSON.stringify([issuer, token]), "base64");
  const known = verified.get(digest);
  const checked = known ?? (await checkToken(token, issuer));
  if (Date.now() / 1000 > checked.expiresAtSeconds + clockSkewSeconds) throw invalidToken();
  if (!known) verified.set(digest, checked);
  else if (!(await findIssuerKey(issuer, known.kid))) throw invalidToken();
  const sessionId = await keepMachineSession(ctx, issuer, checked);
  if (!sessionId) throw invalidToken();
  return { kind: "issuer", sessionId, scopes: checked.scopes };
}

/** Of what is not yet verified only this: whose it claims to be. */
function findIssuer(token: string, issuers: readonly TrustedIssuer[]): TrustedIssuer | undefined {
  if (issuers.length === 0 || token.length > maxTokenLength) return undefined;
  try {
    const { iss } = decodeJwt(token);
    return issuers.find(({ issuer }) => issuer === iss);
  } catch {
    return undefined;
  }
}

async function checkToken(token: string, issuer: TrustedIssuer): Promise<Verified> {
  const { payload, protectedHeader } = await jwtVerify(
    token,
    async ({ kid, alg }) => {
      const jwk = kid ? await findIssuerKey(issuer, kid) : null;
      if (!jwk || (jwk.alg !== undefined && jwk.alg !== alg)) throw invalidToken();
      return importJWK(jwk, alg);
    },
    {
      algorithms,
      issuer: issuer.issuer,
      audience: issuer.audience,
      clockTolerance: clockSkewSeconds,
      requiredClaims: ["exp", "iat", "sub", issuer.merchantClaim],
    },
  ).catch((cause) => {
    throw cause instanceof AppError ? cause : invalidToken(cause);
  });
  if (!types.includes(protectedHeader.typ?.toLowerCase())) throw invalidToken();
  return { kid: protectedHeader.kid ?? "", ...readClaims(payload, issuer) };
}

function readClaims(payload: JWTPayload, { merchantClaim }: TrustedIssuer) {
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success) throw invalidToken(claims.error);
  const { sub: subject, iat, exp, scope = "", scp = [] } = claims.data;
  const isFromTheFuture = iat > Date.now() / 1000 + clockSkewSeconds;
  if (isFromTheFuture || exp - iat > maxLifeSeconds) throw invalidToken();
  const merchantId = payload[merchantClaim];
  if (typeof merchantId !== "string" || !isId("mer", merchantId)) throw invalidToken();
  const named = [...scope.split(" "), ...[scp].flat().flatMap((each) => each.split(" "))];
  const scopes = apiTokenScopes.filter((each) => named.includes(each));
  return { subject, merchantId, scopes, expiresAtSeconds: exp };
}
