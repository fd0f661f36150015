/** Whom a passkey is for, as its browser sees it (WebAuthn Level 3, sections 4 and 13.4.9). */
export interface RelyingParty {
  /** The host's name. */
  id: string;
  origin: string;
}

/** The relying party of a public address. */
export function toRelyingParty(publicUrl: string): RelyingParty {
  const { hostname, origin } = new URL(publicUrl);
  return { id: hostname, origin };
}

/** EdDSA, ES256 and RS256 (RFC 9053): what all devices speak; Node's newer ones are experimental. */
export const passkeyAlgorithms = [-8, -7, -257];
