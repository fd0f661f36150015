import { verify } from "node:crypto";
import { AppError } from "#lib/errors.ts";
import { findPublicKey } from "#lib/secret-scanning/public-keys.ts";

/**
 * Verifies that GitHub sent the body: ECDSA on P-256 with SHA-256 over the raw bytes. Throws
 * `unauthorized`, and `unavailable` if GitHub's public keys could not be fetched.
 * @param keysUrl where GitHub publishes them
 */
export async function requireGithubSignature(
  keysUrl: string,
  headers: Headers,
  bytes: Buffer,
): Promise<void> {
  const identifier = headers.get("github-public-key-identifier");
  const signature = headers.get("github-public-key-signature");
  if (!identifier || !signature) throw notSigned();
  const key = await findPublicKey(keysUrl, identifier);
  const isGood =
    key !== null &&
    verify("sha256", bytes, { key, dsaEncoding: "der" }, Buffer.from(signature, "base64"));
  if (!isGood) throw notSigned();
}

/** The same error for any invalid signature. */
function notSigned(): AppError {
  return new AppError("unauthorized", "The request isn't signed by GitHub");
}
