import { defineConfig } from "#lib/config.ts";

/** What the operator of this installation decides. A wrong value is refused at start. */
export const config = defineConfig({
  productName: "Keysmith",
  keyPrefix: "ks",
  scopes: {
    "payments:read": "See payments and their status",
    "payments:write": "Create, capture and cancel payments",
    "refunds:read": "See refunds",
    "refunds:write": "Refund payments",
    "customers:read": "See customers and their saved payment methods",
    "customers:write": "Create, change and delete customers",
    "payouts:read": "See payouts and balances",
    "payouts:write": { description: "Pay out to bank accounts", minRole: "admin" },
    "webhooks:write": "Manage webhook endpoints",
  },
  policies: {
    longestLifeOfLiveKeysDays: null,
    stepUp: "live",
    stepUpAfterMinutes: 10,
  },
  sessions: {
    idleMinutes: 12 * 60,
    longestHours: 14 * 24,
  },
  limits: {
    activeKeysPerApplication: 100,
    key: null,
    caller: { requests: 6_000, perSeconds: 60 },
    address: { requests: 3_000, perSeconds: 60 },
  },
  docs: { isIndexed: true, showsOperatorApi: false },
  verification: { metadata: [] },
  securityContact: null,
  retention: {
    endedKeysMonths: 25,
    usageMonths: 25,
    auditMonths: null,
    invitationsMonths: 25,
    pageVotesMonths: 25,
    idempotencyDays: 90,
    endedSessionsDays: 30,
    mailFilesDays: 90,
  },
});
