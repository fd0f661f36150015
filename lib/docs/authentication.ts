import type { DocsField, FieldTable } from "#lib/docs/schema.ts";
import { findRolesWith, type Permission } from "#lib/merchants/permissions.ts";
import type { Access, Operation } from "#lib/operation.ts";

const bearer = (description: string): DocsField => ({
  id: "authentication-authorization",
  name: "Authorization",
  type: "string",
  isRequired: true,
  description,
  facts: [],
});

const jwt = bearer("Bearer token (JWT). Authentication token required.");
const apiKey = bearer(
  "The full API key, as `Bearer ks_live_…`. You can send it as `X-API-Key` instead.",
);
const apiKeyHeader: DocsField = {
  ...bearer("The full API key, if `Authorization` isn't sent."),
  id: "authentication-x-api-key",
  name: "X-API-Key",
  isRequired: false,
};
const serviceToken = bearer("Bearer service token, created by the operator of this server.");

/** Describes who may call the operation, and the header with the credentials. */
export function describeAuthentication({ access, needsProof }: Operation): FieldTable {
  const proof =
    "Needs a recent authentication. Otherwise returns 403 with `insufficient_user_authentication`.";
  const notes = [describeAccess(access), ...(needsProof ? [proof] : [])];
  return {
    id: "authentication",
    title: "Authentication",
    note: notes.join(" "),
    fields: listFields(access),
  };
}

function listFields(access: Access): DocsField[] {
  if (access === "anyone" || access === "portal") return [];
  if (access === "service") return [serviceToken];
  if (access === "visitor") return [{ ...jwt, isRequired: false }];
  return access === "api-key" ? [apiKey, apiKeyHeader] : [jwt];
}

function describeAccess(access: Access): string {
  switch (access) {
    case "anyone":
      return "None. Anyone can call it.";
    case "visitor":
      return "None. Anyone can call it. An access token, or the portal's session in this browser, identifies the caller.";
    case "portal":
      return "For the portal only, with the session of the signed-in person. Tokens can't call it.";
    case "account":
      return "For the caller's own account, with any role. API tokens can't call it.";
    case "service":
      return "For the platform's own backends.";
    case "api-key":
      return "The API key itself.";
    default:
      return `Needs the scope \`${access}\`, which ${listNames(access)} can have.`;
  }
}

function listNames(permission: Permission): string {
  const names = findRolesWith(permission).map((role) => `${role}s`);
  if (names.length === 4) return "every role";
  return names.join(", ").replace(/, (?=[^,]*$)/, " and ");
}
