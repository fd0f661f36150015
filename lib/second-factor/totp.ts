import { randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import type { TotpSetup } from "#lib/second-factor/schema.ts";

const parameters = { algorithm: "SHA1", digits: 6, period: 30 } as const;

/** A new secret of the length that RFC 4226 section 4 recommends. */
export function newTotpSecret(): Buffer {
  return randomBytes(20);
}

/** The secret in the forms in which an authenticator app takes it. */
export function describeTotp(secret: Buffer, issuer: string, label: string): TotpSetup {
  const totp = new TOTP({ ...parameters, issuer, label, secret: toSecret(secret) });
  return { secret: totp.secret.base32, uri: totp.toString() };
}

/**
 * The period of 30 s to which a code of six digits belongs, or null where it is none of the current
 * period's and its two neighbours' (RFC 6238 section 5.2).
 */
export function periodOfCode(secret: Buffer, code: string, nowMs: number): number | null {
  // The library compares bytes, and throws where six characters are more of them.
  if (!/^[0-9]{6}$/.test(code)) return null;
  const now = { period: parameters.period, timestamp: nowMs };
  const delta = TOTP.validate({
    ...parameters,
    ...now,
    token: code,
    secret: toSecret(secret),
    window: 1,
  });
  return delta === null ? null : TOTP.counter(now) + delta;
}

function toSecret(secret: Buffer): Secret {
  return new Secret({ buffer: new Uint8Array(secret).buffer });
}
