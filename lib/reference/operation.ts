import type { z } from "zod";
import type { ErrorCode } from "#lib/errors.ts";
import type { Permission } from "#lib/merchants/schema.ts";

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

/** One method of one path, as the reference tells it. The schemas are those that validate. */
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
  /** What each parameter of the path is, in its order. */
  params?: Record<string, { description: string; example: string }>;
  query?: z.ZodObject;
  /** What of the query the samples show. */
  queryExample?: Record<string, string>;
  /** Headers of its own. */
  headers?: Record<string, { description: string }>;
  body?: z.ZodType;
  bodyExample?: unknown;
  isBodyOptional?: true;
  /** Takes an Idempotency-Key. */
  isIdempotent?: true;
  /**
   * Asks for a recent proof of who the person is (RFC 9470): `always`, or as the environment of the
   * API key and the change to it decide.
   */
  needsProof?: "always" | "by-key";
  /** Answers when what it did to keys holds everywhere, with `Effective-At`. */
  awaitsEffect?: true;
  success: Success;
  /** In place of `success` for who sends `Prefer: return=representation` (RFC 7240). */
  representation?: Success;
  /** Refusals beyond those that follow from the above, or their own words for one of these. */
  errors?: Partial<Record<ErrorCode, string>>;
}
