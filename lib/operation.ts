import type { z } from "zod";
import type { ErrorCode } from "#lib/errors.ts";
import type { IdPrefix } from "#lib/ids.ts";
import type { Permission } from "#lib/merchants/permissions.ts";
import type { RateLimitPolicy } from "#lib/rate-limits/policies.ts";
import type { ServiceTokenScope } from "#lib/service-tokens/schema.ts";

export const groups = [
  {
    name: "API keys",
    description: "The keys of an application: create, look at, change, rotate and revoke them.",
  },
  {
    name: "Applications",
    description: "What the keys of a merchant belong to: a shop, a service, an integration.",
  },
  {
    name: "Verification",
    description: "Whether a key is good: for its own bearer, and for the platform's backends.",
  },
  {
    name: "Authentication",
    description: "Access tokens for everything else, and what an account's mails lead to.",
  },
  { name: "API tokens", description: "Long-lived tokens for machines, with scopes of their own." },
  { name: "Audit log", description: "Who did what, when and from where." },
  { name: "Team", description: "The people of a company, and those who are invited to it." },
  { name: "Company", description: "The company itself, its policy, and a person's own companies." },
  { name: "Account", description: "A person's own sessions, password, second factor, sign-ins." },
  { name: "Reference", description: "This reference: what its readers say of it." },
] as const;
export type Group = (typeof groups)[number]["name"];

/**
 * Who may call: whoever a permission lets in by role and token; `account` any signed-in person and
 * no machine; `portal` that person's browser alone; `service` the operator's own services; `api-key`
 * the bearer of an API key; `visitor` anyone, who may say who they are; `anyone`.
 */
export type Access =
  | Permission
  | "account"
  | "portal"
  | "service"
  | "api-key"
  | "visitor"
  | "anyone";

export interface Success {
  status: 200 | 201 | 204;
  description: string;
  /** Of the JSON that is answered; none for 204 and for downloads. */
  schema?: z.ZodType;
  example?: unknown;
  /** Media types of a download. */
  downloads?: readonly string[];
}

export interface PathParameter {
  description: string;
  example: string;
  /** What its ids begin with; any other text names nothing. */
  prefix?: IdPrefix;
  /** What the verb calls it, where that is not its name in the path. */
  as?: string;
}

/**
 * One method of one path: all that is declared of it. Routes, client, reference, samples, metrics
 * and tests read it; `implement` holds the server to it.
 */
export interface Operation {
  /** In camel case; the page's address and the client's types are made of it. */
  id: string;
  method: "get" | "post" | "put" | "patch" | "delete";
  /** Under `/api/v1/`, with its parameters in braces. */
  path: `/api/v1/${string}`;
  group: Group;
  summary: string;
  /** In Markdown. */
  description: string;
  access: Access;
  /** What a service token must be allowed to do. */
  serviceScope?: ServiceTokenScope;
  /** For each address before anything else is done, in place of `address`; signed-in callers have their own. */
  rateLimit?: RateLimitPolicy;
  /** For each merchant, besides. */
  merchantLimit?: RateLimitPolicy;
  /**
   * Compares a secret, each try of which counts: the token of a mailed link, the caller's own
   * password or code by the body's fields, or as the verb counts them itself.
   */
  guesses?: "mailed-link" | "own-secrets" | "by-verb";
  /**
   * Whether a suspended merchant's people are kept from it. By default from all that a write
   * permission is needed for; `open` for what only narrows, or where the verb decides.
   */
  whileSuspended?: "open" | "refused";
  /**
   * Asks for a recent proof of who the person is (RFC 9470): `always`, or as the environment of the
   * API key and the change to it decide.
   */
  needsProof?: "always" | "by-key";
  params?: Readonly<Record<string, PathParameter>>;
  query?: z.ZodObject;
  /** What of the query the samples show. */
  queryExample?: Readonly<Record<string, string>>;
  /** Headers of its own. */
  headers?: Readonly<Record<string, { description: string }>>;
  body?: z.ZodType;
  bodyExample?: unknown;
  /** Takes a request without any body for one with an empty object. */
  isBodyOptional?: true;
  /** Takes an Idempotency-Key. */
  isIdempotent?: true;
  /** Waits until what it did to keys holds everywhere, and says in `Effective-At` when it does. */
  awaitsEffect?: true;
  success: Success;
  /** In place of `success` for who sends `Prefer: return=representation` (RFC 7240). */
  representation?: Success;
  /** Refusals beyond those that follow from the above, or their own words for one of these. */
  errors?: Readonly<Partial<Record<ErrorCode, string>>>;
}

/** What the verb of an operation with an Idempotency-Key returns. */
export interface Replayable<T> {
  answer: T;
  /** Whether this is the answer to an earlier request, given again. */
  isReplay: boolean;
}

/** Operations by their ids. */
export type Operations = Readonly<Record<string, Omit<Operation, "id">>>;
