import { hash } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import { getSigningKeys, signingAlgorithm } from "#lib/auth/signing-keys.ts";
import type { Claim, Context, MerchantContext } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { permissionsOf } from "#lib/merchants/schema.ts";

export const accessTokenTtlSeconds = 15 * 60;
const clockSkewSeconds = 60;
const maxTokenLength = 4096;
const audience = "keysmith-api";
const type = "at+jwt";

const claimsSchema = z.object({
  sid: z.string(),
  scope: z.string(),
  exp: z.number(),
});

interface Verified {
  claim: Claim;
  expiresAtSeconds: number;
}

/** An access token of 15 minutes for a session (RFC 9068); ends before that with its session. */
export async function issueAccessToken(ctx: MerchantContext, issuer: string): Promise<string> {
  const [key] = await getSigningKeys(ctx);
  if (!key) throw new Error("there is no signing key");
  const { userId, role } = ctx.caller;
  const claims = {
    sid: ctx.claim.sessionId,
    merchant_id: ctx.merchantId,
    scope: permissionsOf(role).join(" "),
    client_id: "keysmith-password",
  };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: signingAlgorithm, typ: type, kid: key.kid })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(userId)
    .setJti(newId("jwt"))
    .setIssuedAt()
    .setExpirationTime(`${accessTokenTtlSeconds}s`)
    .sign(key.privateKey);
}

/** Signatures that were checked before; the expiry and the session are checked every time. */
const verified = new LRUCache<string, Verified>({ max: 10_000 });

/**
 * Which session an access token of this server names, and its scopes. Algorithm, issuer, audience
 * and type are fixed and nothing in the header is trusted but a known `kid` (RFC 8725). Throws
 * `unauthorized`.
 */
export async function verifyAccessToken(
  ctx: Context,
  token: string,
  issuer: string,
): Promise<Claim> {
  if (token.length > maxTokenLength) throw invalidToken();
  const digest = hash("sha256", `${issuer} ${token}`, "base64");
  const known = verified.get(digest);
  const checked = known ?? (await checkSignature(ctx, token, issuer));
  if (Date.now() / 1000 > checked.expiresAtSeconds + clockSkewSeconds) throw invalidToken();
  if (!known) verified.set(digest, checked);
  return checked.claim;
}

async function checkSignature(ctx: Context, token: string, issuer: string): Promise<Verified> {
  const keys = await getSigningKeys(ctx);
  const { payload } = await jwtVerify(
    token,
    ({ kid }) => {
      const key = keys.find((candidate) => candidate.kid === kid);
      if (!key) throw invalidToken();
      return key.publicKey;
    },
    {
      algorithms: [signingAlgorithm],
      issuer,
      audience,
      typ: type,
      clockTolerance: clockSkewSeconds,
      // With an age comes the check that a token is not from the future.
      maxTokenAge: accessTokenTtlSeconds,
      requiredClaims: ["exp", "iat", "sub", "sid", "merchant_id"],
    },
  ).catch((cause) => {
    throw invalidToken(cause);
  });
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success) throw invalidToken(claims.error);
  const { sid, scope, exp } = claims.data;
  return {
    claim: { kind: "token", sessionId: sid, scopes: scope.split(" ") },
    expiresAtSeconds: exp,
  };
}

/** One answer for every token that is not good. */
export function invalidToken(cause?: unknown): AppError {
  return new AppError("unauthorized", undefined, { challenge: "invalid_token", cause });
}
