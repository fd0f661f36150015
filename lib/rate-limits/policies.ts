import type { Config } from "#lib/config.ts";

export interface Allowance {
  requests: number;
  perSeconds: number;
}

/** Attempts at secrets, counted across all instances; a correct one costs nothing. */
const attempts = {
  "sign-in-account": { requests: 10, perSeconds: 900 },
  "sign-in-address": { requests: 100, perSeconds: 900 },
  "sign-in-everywhere": { requests: 100, perSeconds: 900 },
  "second-factor": { requests: 10, perSeconds: 900 },
  "second-factor-address": { requests: 100, perSeconds: 900 },
  "mailed-link": { requests: 100, perSeconds: 900 },
} as const satisfies Record<string, Allowance>;

const own = {
  ...attempts,
  "sign-up": { requests: 100, perSeconds: 600 },
  "report-leak": { requests: 60, perSeconds: 600 },
  /** Emails per merchant. */
  invite: { requests: 100, perSeconds: 3600 },
  "password-reset": { requests: 20, perSeconds: 900 },
  "passkey-options": { requests: 300, perSeconds: 900 },
  /** Pages of the portal and the documentation, including the browser's prefetches. */
  page: { requests: 1200, perSeconds: 60 },
  /** Two per sign-in with an identity provider; a whole office may sign in at once. */
  "single-sign-on": { requests: 1000, perSeconds: 900 },
  "page-vote": { requests: 100, perSeconds: 3600 },
} as const satisfies Record<string, Allowance>;

/** Policies that count callers; `openKeyLimits` counts API keys. */
export type RateLimitPolicy = keyof typeof own | "caller" | "address";

/** Returns whether a policy limits attempts at a secret. */
export function countsAttempts(policy: RateLimitPolicy): boolean {
  return Object.hasOwn(attempts, policy);
}

/** The largest integer allowed in a structured header (RFC 9651, section 3.3.1). */
const maxRequests = 999_999_999_999_999;

/** Returns the limit of each policy, multiplied by `factor`. */
export function listAllowances(
  { caller, address }: Config["limits"],
  factor: number,
): [RateLimitPolicy, Allowance][] {
  const allowances = Object.entries({ ...own, caller, address });
  return allowances.map(([policy, allowance]) => [
    policy as RateLimitPolicy,
    multiply(allowance, factor),
  ]);
}

export function multiply({ requests, perSeconds }: Allowance, factor: number): Allowance {
  return { requests: Math.min(requests * factor, maxRequests), perSeconds };
}
