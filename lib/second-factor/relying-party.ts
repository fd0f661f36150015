/** Relying party of a passkey in the browser's view (WebAuthn Level 3, sections 4 and 13.4.9). */
export interface RelyingParty {
  /** The host name. */
  id: string;
  origin: string;
}

/** Returns the relying party for a public URL. */
export function toRelyingParty(publicUrl: string): RelyingParty {
  const { hostname, origin } = new URL(publicUrl);
  return { id: hostname, origin };
}

/**
 * EdDSA, ES256 and RS256 (RFC 9053), which all devices support; Node's newer ones are experimental.
 */
export const passkeyAlgorithms = [-8, -7, -257];
