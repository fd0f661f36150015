import { z } from "zod";
import { lineOfText, momentText } from "#lib/schema.ts";

/**
 * Scopes of service tokens. All but the first two are for the operator's API. None includes another
 * one: who may change something need not be able to read it.
 */
export const serviceTokenScopes = [
  "verify",
  "metrics",
  "merchants:read",
  "merchants:write",
  "applications:read",
  "applications:write",
  "api-keys:read",
  "api-keys:write",
  "members:read",
  "members:write",
  "audit:read",
] as const;
export type ServiceTokenScope = (typeof serviceTokenScopes)[number];

export const defaultServiceTokenScopes: readonly ServiceTokenScope[] = ["verify", "metrics"];

const scopeText = `A scope must be one of ${serviceTokenScopes.join(", ")}`;
const expiryText = "The expiry must be a date or date-time such as 2027-01-31T00:00:00Z";

export const createServiceTokenBody = z.strictObject({
  name: lineOfText("The name", 80),
  scopes: z
    .array(z.enum(serviceTokenScopes, { error: scopeText }))
    .min(1, { error: "At least one scope is required" })
    .default([...defaultServiceTokenScopes]),
  /** A date starts at midnight UTC. */
  expiresAt: z
    .union([z.iso.date().transform((day) => `${day}T00:00:00Z`), momentText(expiryText)], {
      error: expiryText,
    })
    .nullable()
    .default(null),
});
export type CreateServiceTokenBody = z.input<typeof createServiceTokenBody>;

/** How long an instance may accept a revoked token. */
export const revocationReachSeconds = 5;

export interface ServiceToken {
  id: string;
  name: string;
  /** The visible part of the token. */
  tokenPrefix: string;
  scopes: string[];
  expiresAt: string | null;
  createdAt: string;
  revokedAt: string | null;
}

/** The only response that contains the token itself. */
export interface CreatedServiceToken extends ServiceToken {
  token: string;
}
