import { randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import type { TotpSetup } from "#lib/second-factor/schema.ts";

const parameters = { algorithm: "SHA1", digits: 6, period: 30 } as const;

/** Creates a secret of the length recommended by RFC 4226, section 4. */
export function newTotpSecret(): Buffer {
  return randomBytes(20);
}

/** Formats the secret for authenticator apps. */
export function describeTotp(secret: Buffer, issuer: string, label: string): TotpSetup {
  const totp = new TOTP({ ...parameters, issuer, label, secret: toSecret(secret) });
  return { secret: totp.secret.base32, uri: totp.toString() };
}

/**
 * Returns the 30 s period of a six-digit code, or null if it matches neither the current period nor
 * its two neighbors (RFC 6238, section 5.2).
 */
export function periodOfCode(secret: Buffer, code: string, nowMs: number): number | null {
  // The library compares bytes, and throws for six characters with more bytes.
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
