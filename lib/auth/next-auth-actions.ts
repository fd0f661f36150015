import { z } from "zod";
import type { RateLimitPolicy } from "#lib/rate-limits/policies.ts";

/** What the portal asks next-auth for; everything else that next-auth could do is not served. */
export interface NextAuthAction {
  /** Below `/api/auth`; `{provider}` is any identity provider that is set up. */
  path: string;
  /** A POST brings a form. */
  method: "GET" | "POST";
  /** Counted for each address before anything else is done. */
  rateLimit: RateLimitPolicy;
  /** What of the query reaches next-auth; nothing by default. */
  query?: z.ZodType<Record<string, string>>;
}

/** What the portal wishes of a provider: next-auth hands on whatever it gets. */
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
