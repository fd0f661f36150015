import type { Config } from "#lib/config.ts";

export interface Allowance {
  requests: number;
  perSeconds: number;
}

/** Guesses at secrets, counted for all instances together; a right one costs nothing. */
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
  /** Mails of one merchant. */
  invite: { requests: 100, perSeconds: 3600 },
  "password-reset": { requests: 20, perSeconds: 900 },
  "passkey-options": { requests: 300, perSeconds: 900 },
  /** Documents of the portal and of its documentation, and what the browser fetches ahead of them. */
  page: { requests: 1200, perSeconds: 60 },
  /** Two for each sign-in by an identity provider, by whom a whole office may come at nine. */
  "single-sign-on": { requests: 1000, perSeconds: 900 },
  "page-vote": { requests: 100, perSeconds: 3600 },
} as const satisfies Record<string, Allowance>;

/** Policies that name a caller; those of API keys are counted by `openKeyLimits`. */
export type RateLimitPolicy = keyof typeof own | "caller" | "address";

/** Whether a policy limits guesses at a secret. */
export function countsAttempts(policy: RateLimitPolicy): boolean {
  return Object.hasOwn(attempts, policy);
}

/** The largest whole number that a header may hold (RFC 9651, section 3.3.1). */
const maxRequests = 999_999_999_999_999;

/** What every policy allows, multiplied by `factor`. */
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
