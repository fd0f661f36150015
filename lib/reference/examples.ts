import type { ApiKey, CreatedApiKey } from "#lib/api-keys/schema.ts";
import type { Application } from "#lib/applications/schema.ts";

export const application: Application = {
  id: "app_uk_store_123",
  name: "UK store",
  environment: "live",
  activeKeys: 3,
  createdAt: "2026-02-20T09:00:00Z",
  updatedAt: "2026-02-20T09:00:00Z",
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
