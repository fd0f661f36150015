import type { AccountSession, TokenAnswer } from "#lib/accounts/schema.ts";
import type { ApiKey, CreatedApiKey } from "#lib/api-keys/schema.ts";
import type { ApiToken } from "#lib/api-tokens/schema.ts";
import type { Application } from "#lib/applications/schema.ts";
import type { AuditEvent } from "#lib/audit/schema.ts";
import type { Identity } from "#lib/identities/schema.ts";
import type { Invitation } from "#lib/invitations/schema.ts";
import type { Member } from "#lib/members/schema.ts";
import type { Merchant } from "#lib/merchants/schema.ts";
import type { Passkey } from "#lib/second-factor/schema.ts";

export const application: Application = {
  id: "app_uk_store_123",
  name: "UK store",
  environment: "live",
  activeKeys: 3,
  createdAt: "2026-02-20T09:00:00Z",
  updatedAt: "2026-02-20T09:00:00Z",
  externalId: null,
  metadata: { plan: "gold" },
};

const published = {
  id: "key_uuid_888",
  applicationId: "app_uk_store_123",
  fullKey: "ks_live_abc123xyz...",
  keyPrefix: "ks_live_abc1",
  description: "Primary Checkout Key",
  createdAt: "2026-02-23T13:30:00Z",
};

/** As the published page answers, and after it what we add. */
export const createdApiKey: CreatedApiKey = {
  ...published,
  environment: "live",
  scopes: ["*"],
  ipAllowlist: [],
  rateLimit: null,
  expiresAt: null,
  status: "active",
  createdBy: "usr_01kawxqw2pe6bvn0q0v9w8x7yz",
  createdByEmail: "developer@shop.example",
  lastUsedAt: null,
  lastUsedIp: null,
  lastUsedUserAgent: null,
  revokedAt: null,
  revokedBy: null,
  revokedByEmail: null,
  revokedReason: null,
  leaked: false,
  restorableUntil: null,
  rotation: null,
  version: 1,
  externalId: null,
  metadata: { plan: "gold" },
  tags: ["checkout"],
};

const { fullKey: _, ...unused } = createdApiKey;

export const apiKey: ApiKey = {
  ...unused,
  lastUsedAt: "2026-02-24T08:12:45Z",
  lastUsedIp: "203.0.113.7",
  lastUsedUserAgent: "checkout/2.4",
};

export const rotatingApiKey: ApiKey = {
  ...apiKey,
  keyPrefix: "ks_live_Zk81",
  status: "rotating",
  version: 2,
  rotation: {
    startedAt: "2026-03-01T10:00:00Z",
    overlapSeconds: 86_400,
    firstUsedAt: null,
    endsAt: "2026-03-08T10:00:00Z",
    previous: { keyPrefix: "ks_live_abc1", lastUsedAt: "2026-02-24T08:12:45Z" },
    next: { keyPrefix: "ks_live_Zk81", lastUsedAt: null },
  },
};

export const tokens: TokenAnswer = {
  accessToken: "YOUR_ACCESS_TOKEN",
  tokenType: "Bearer",
  expiresIn: 900,
  refreshToken: "YOUR_REFRESH_TOKEN",
};

export const apiToken: ApiToken = {
  id: "tok_01kawxqw2pe6bvn0q0v9w8x7yz",
  name: "Deployment",
  scopes: ["api-keys:write"],
  createdAt: "2026-02-20T09:00:00Z",
  expiresAt: "2027-01-31T00:00:00Z",
  lastUsedAt: "2026-02-24T08:12:45Z",
  lastUsedIp: "203.0.113.7",
  createdByEmail: "developer@shop.example",
  isMine: true,
};

export const auditEvent: AuditEvent = {
  id: "aud_01kawxqw2pe6bvn0q0v9w8x7yz",
  action: "api_key.created",
  actor: { id: "usr_01kawxqw2pe6bvn0q0v9w8x7yz", email: "developer@shop.example", name: null },
  via: "portal",
  sessionId: "ses_01kawxqw2pe6bvn0q0v9w8x7yz",
  applicationId: "app_uk_store_123",
  applicationName: "UK store",
  keyId: "key_uuid_888",
  keyDescription: "Primary Checkout Key",
  keyPrefix: "ks_live_abc1",
  address: "203.0.113.7",
  userAgent: "Mozilla/5.0",
  requestId: "8f14e45f-ceea-467f-a8d2-6d1b2f0c9b11",
  before: null,
  after: { description: "Primary Checkout Key", scopes: ["*"] },
  createdAt: "2026-02-23T13:30:00Z",
};

export const merchant: Merchant = {
  id: "mer_01kawxqw2pe6bvn0q0v9w8x7yz",
  name: "Example shop",
  createdAt: "2026-02-20T09:00:00Z",
};

export const member: Member = {
  userId: "usr_01kawxqw2pe6bvn0q0v9w8x7yz",
  email: "developer@shop.example",
  role: "developer",
  joinedAt: "2026-02-20T09:00:00Z",
  lastOpenedAt: "2026-02-23T13:30:00Z",
  hasSecondFactor: true,
};

export const invitation: Invitation = {
  id: "inv_01kawxqw2pe6bvn0q0v9w8x7yz",
  email: "guest@shop.example",
  role: "developer",
  invitedByEmail: "owner@shop.example",
  createdAt: "2026-02-20T09:00:00Z",
  sentAt: "2026-02-20T09:00:00Z",
  expiresAt: "2026-02-27T09:00:00Z",
  isExpired: false,
};

export const accountSession: AccountSession = {
  id: "ses_01kawxqw2pe6bvn0q0v9w8x7yz",
  kind: "portal",
  merchantName: "Example shop",
  address: "203.0.113.7",
  userAgent: "Mozilla/5.0",
  createdAt: "2026-02-23T08:00:00Z",
  lastSeenAt: "2026-02-23T13:30:00Z",
  lastSeenAddress: "203.0.113.7",
  expiresAt: "2026-03-02T08:00:00Z",
  isCurrent: true,
};

export const identity: Identity = {
  provider: "google",
  name: "Google",
  email: "developer@shop.example",
  createdAt: "2026-02-20T09:00:00Z",
  lastUsedAt: "2026-02-23T08:00:00Z",
};

export const passkey: Passkey = {
  id: "q83vEjRWeJA",
  name: "Phone",
  createdAt: "2026-02-20T09:00:00Z",
  lastUsedAt: "2026-02-23T08:00:00Z",
  isSynced: true,
};

export const recoveryCodes = ["abcde-fghjk-mnpqr", "stuvw-xyz23-45678"];

export const passkeyOptions = {
  challenge: "YOUR_CHALLENGE",
  timeout: 300_000,
  rpId: "keys.example",
  userVerification: "required",
};

/** A device's response in the form that the browser returns. */
export const devicesAnswer = {
  id: "q83vEjRWeJA",
  rawId: "q83vEjRWeJA",
  type: "public-key",
} as const;
