import type { z } from "zod";
import type { ErrorCode } from "#lib/errors.ts";
import type { IdPrefix } from "#lib/ids.ts";
import type { Permission } from "#lib/merchants/permissions.ts";
import type { RateLimitPolicy } from "#lib/rate-limits/policies.ts";
import type { ServiceTokenScope } from "#lib/service-tokens/schema.ts";

export const groups = [
  {
    name: "API keys",
    description: "Create, list, change, rotate, and revoke the keys of an application.",
  },
  {
    name: "Applications",
    description: "Keys belong to applications, such as a shop, a service, or an integration.",
  },
  {
    name: "Verification",
    description:
      "Check whether a key is valid, as its holder or as one of the platform's backends.",
  },
  {
    name: "Authentication",
    description: "Access tokens, password resets, and confirmation of email addresses.",
  },
  { name: "API tokens", description: "Long-lived tokens for machines, with their own scopes." },
  { name: "Audit log", description: "Who did what, when, and from where." },
  { name: "Team", description: "Members of a company and their invitations." },
  { name: "Company", description: "The company, its security policy, and the caller's companies." },
  {
    name: "Account",
    description: "The caller's sessions, password, second factors, and linked accounts.",
  },
  { name: "Reference", description: "Feedback on this documentation." },
  {
    name: "Operator",
    description:
      "For the company that runs this server: its merchants, and everything of theirs, by service token.",
  },
] as const;
export type Group = (typeof groups)[number]["name"];

/**
 * Who may call: a permission, granted by role and token; `account` any signed-in person; `portal`
 * that person's browser only; `service` the operator's services; `api-key` the bearer of an API
 * key; `visitor` anyone, with optional credentials; `anyone`.
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
  /** Schema of the JSON body; undefined for 204 and downloads. */
  schema?: z.ZodType;
  example?: unknown;
  /** Media types of a download. */
  downloads?: readonly string[];
}

export interface PathParameter {
  description: string;
  example: string;
  /** Prefix of its ids; a value without it is not found. */
  prefix?: IdPrefix;
  /** Also takes `externalId:` and the operator's own id. */
  takesExternalId?: true;
  /** Name in the verb's input, if not the name in the path. */
  as?: string;
}

/**
 * Declaration of one method of one path. Routes, client, reference, samples, metrics and tests read
 * it; `implement` enforces it on the server.
 */
export interface Operation {
  /** In camel case; basis of the page's URL and the client's types. */
  id: string;
  method: "get" | "post" | "put" | "patch" | "delete";
  /** Starts with `/api/v1/`, with parameters in braces. */
  path: `/api/v1/${string}`;
  group: Group;
  summary: string;
  /** In Markdown. */
  description: string;
  access: Access;
  /** The scope that a service token needs. */
  serviceScope?: ServiceTokenScope;
  /** With `access: "service"`: acts for the merchant of the path, with the rights of an owner. */
  actsForMerchant?: true;
  /**
   * Limit per IP address, checked first, in place of `address`; signed-in callers have their own.
   */
  rateLimit?: RateLimitPolicy;
  /** Additional limit per merchant. */
  merchantLimit?: RateLimitPolicy;
  /**
   * Compares a secret, and counts each attempt: the token of an emailed link, the caller's own
   * password or code in the body, or as the verb counts it.
   */
  guesses?: "mailed-link" | "own-secrets" | "by-verb";
  /**
   * Whether a suspended merchant's members may call it. By default operations with a write
   * permission are refused; `open` if it only restricts access, or if the verb decides.
   */
  whileSuspended?: "open" | "refused";
  /**
   * Requires recent authentication (RFC 9470): `always`, or depending on the API key's environment
   * and the change.
   */
  needsProof?: "always" | "by-key";
  params?: Readonly<Record<string, PathParameter>>;
  query?: z.ZodObject;
  /** Query parameters that the samples show. */
  queryExample?: Readonly<Record<string, string>>;
  /** Additional request headers; samples leave out the optional ones. */
  headers?: Readonly<Record<string, { description: string; isOptional?: true }>>;
  body?: z.ZodType;
  bodyExample?: unknown;
  /** Accepts a request without a body as an empty object. */
  isBodyOptional?: true;
  /** Accepts an Idempotency-Key. */
  isIdempotent?: true;
  /**
   * Waits until changes to keys are effective everywhere, and returns that time in `Effective-At`.
   */
  awaitsEffect?: true;
  success: Success;
  /** Replaces `success` for callers that send `Prefer: return=representation` (RFC 7240). */
  representation?: Success;
  /** Additional errors, or more specific texts for implied ones. */
  errors?: Readonly<Partial<Record<ErrorCode, string>>>;
}

/** What the verb of an operation with an Idempotency-Key returns. */
export interface Replayable<T> {
  answer: T;
  /** Whether this is the stored response to an earlier request. */
  isReplay: boolean;
}

export type Operations = Readonly<Record<string, Omit<Operation, "id">>>;
