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
  "The full API key, as `Bearer ks_live_…`. It may be sent as `X-API-Key` instead.",
);
const apiKeyHeader: DocsField = {
  ...bearer("The full API key itself, where `Authorization` is not sent."),
  id: "authentication-x-api-key",
  name: "X-API-Key",
  isRequired: false,
};
const serviceToken = bearer("Bearer service token, which the operator of this server makes.");

/** Describes who may call the operation, and the header with the credentials. */
export function describeAuthentication({ access, needsProof }: Operation): FieldTable {
  const proof =
    "It asks for a recent proof of who the person is, and otherwise answers 403 with `insufficient_user_authentication`.";
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
      return "None is needed: anyone may call it.";
    case "visitor":
      return "None is needed: anyone may call it. Who sends an access token, or has signed in to the portal in this browser, is known by that.";
    case "portal":
      return "For the portal in the browser alone, by the session of whoever has signed in. No token can call it.";
    case "account":
      return "For a person's own account, whatever their role. An API token cannot call it.";
    case "service":
      return "For the platform's own backends.";
    case "api-key":
      return "By the API key that is asked about.";
    default:
      return `Needs the scope \`${access}\`, which ${listNames(access)} may have.`;
  }
}

function listNames(permission: Permission): string {
  const names = findRolesWith(permission).map((role) => `${role}s`);
  if (names.length === 4) return "every role";
  return names.join(", ").replace(/, (?=[^,]*$)/, " and ");
}
