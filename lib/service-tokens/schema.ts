import { z } from "zod";
import { lineOfText, momentText } from "#lib/schema.ts";

/** What a service token may do. All but the first two are for the operator's API to come. */
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
const expiryText = "The expiry must be a day or a moment such as 2027-01-31T00:00:00Z";

export const createServiceTokenBody = z.strictObject({
  name: lineOfText("The name", 80),
  scopes: z
    .array(z.enum(serviceTokenScopes, { error: scopeText }))
    .min(1, { error: "At least one scope is required" })
    .default([...defaultServiceTokenScopes]),
  /** A day begins in UTC. */
  expiresAt: z
    .union([z.iso.date().transform((day) => `${day}T00:00:00Z`), momentText(expiryText)], {
      error: expiryText,
    })
    .nullable()
    .default(null),
});
export type CreateServiceTokenBody = z.input<typeof createServiceTokenBody>;

/** For at most so long does an instance accept a token that was revoked. */
export const revocationReachSeconds = 5;

export interface ServiceToken {
  id: string;
  name: string;
  /** What may be shown of the token. */
  tokenPrefix: string;
  scopes: string[];
  expiresAt: string | null;
  createdAt: string;
  revokedAt: string | null;
}

/** The one answer that holds the token itself. */
export interface CreatedServiceToken extends ServiceToken {
  token: string;
}
