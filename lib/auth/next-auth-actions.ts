import { z } from "zod";
import type { RateLimitPolicy } from "#lib/rate-limits/policies.ts";

/** An action of next-auth that the portal uses; no other one is served. */
export interface NextAuthAction {
  /** Below `/api/auth`; `{provider}` is any identity provider that is set up. */
  path: string;
  /** A POST brings a form. */
  method: "GET" | "POST";
  /** Counted for each address before anything else is done. */
  rateLimit: RateLimitPolicy;
  /** The query parameters that reach next-auth; none by default. */
  query?: z.ZodType<Record<string, string>>;
}

/** Parameters for a provider: next-auth passes on whatever it gets. */
const wishes = z.strictObject({
  prompt: z.enum(["login", "select_account"]).optional(),
  max_age: z.literal("0").optional(),
}) as z.ZodType<Record<string, string>>;

/** Providers add parameters of their own to those of OAuth. */
const providerAnswer = z.record(z.string(), z.string());

export const nextAuthActions: readonly NextAuthAction[] = [
  { path: "csrf", method: "GET", rateLimit: "address" },
  { path: "providers", method: "GET", rateLimit: "address" },
  { path: "callback/credentials", method: "POST", rateLimit: "address" },
  { path: "callback/passkey", method: "POST", rateLimit: "address" },
  { path: "signin/{provider}", method: "POST", rateLimit: "single-sign-on", query: wishes },
  {
    path: "callback/{provider}",
    method: "GET",
    rateLimit: "single-sign-on",
    query: providerAnswer,
  },
  { path: "signout", method: "POST", rateLimit: "address" },
];

/** Finds the action that a path below `/api/auth` means. */
export function findNextAuthAction(
  path: string,
  providers: readonly string[],
): NextAuthAction | undefined {
  const [name, provider = "", ...rest] = path.split("/");
  const template = providers.includes(provider) ? [name, "{provider}", ...rest].join("/") : path;
  return nextAuthActions.find((action) => action.path === template);
}
