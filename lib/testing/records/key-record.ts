import type { KeyRecord } from "#lib/api-keys/verify/find-key.ts";

/** Creates the database's record of a valid key. */
export function createKeyRecord(change: Partial<KeyRecord> = {}): KeyRecord {
  return {
    merchantId: "mer_1",
    applicationId: "app_1",
    keyId: "key_1",
    generation: 1,
    scopes: ["*"],
    ipAllowlist: [],
    rateLimit: null,
    expiresAt: null,
    isRevoked: false,
    isExpired: false,
    isSuspended: false,
    isFirstUse: false,
    secondsLeft: null,
    merchantRateLimit: null,
    attributes: null,
    ...change,
  };
}
