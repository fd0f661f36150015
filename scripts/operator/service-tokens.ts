import { createServiceToken } from "#lib/service-tokens/create.ts";
import { listServiceTokens } from "#lib/service-tokens/list.ts";
import { revokeServiceToken } from "#lib/service-tokens/revoke.ts";
import {
  createServiceTokenBody,
  revocationReachSeconds,
  type ServiceToken,
} from "#lib/service-tokens/schema.ts";
import { type Command, UsageError } from "#scripts/operator/command.ts";
import { toTable } from "#scripts/operator/table.ts";

const reach = `within ${revocationReachSeconds} seconds`;

export const serviceTokenCommands: Command[] = [
  {
    usage: "service-token create NAME [--scope SCOPE] [--expires WHEN]",
    summary: "create a token with which one of your services verifies API keys",
    help: [
      "NAME is the service that it's for: up to 80 characters, unique among active tokens.",
      "The token is printed only once and not stored. The service sends it to\n" +
        "POST /api/v1/api-keys/verify as Authorization: Bearer TOKEN.",
      "--scope sets what the token can do; repeat it for several scopes. `verify` is for\n" +
        "verifying API keys, on the portal and on verifiers, and `metrics` for reading /metrics. Without\n" +
        "--scope a token gets both. merchants, applications, api-keys, members (each :read or :write)\n" +
        "and audit:read are for the upcoming operator's API and have no effect yet.",
      "--expires sets when the token stops working: a date such as 2027-01-31, in UTC, or\n" +
        "a date-time such as 2027-01-31T13:30:00Z. Without --expires, it works until it's revoked.",
      "To replace a token, create a second one, give it to the service, then revoke the first.",
    ],
    run: async (ctx, argument, { scope, expires }) => {
      const input = createServiceTokenBody.safeParse({
        name: argument,
        scopes: scope?.split(","),
        expiresAt: expires,
      });
      if (!input.success) throw new UsageError(input.error.issues[0]?.message);
      const created = await createServiceToken(ctx, input.data);
      const { id, name, token, scopes, expiresAt } = created;
      const text = [
        `The service token of ${name}, shown only once:`,
        `  ${token}`,
        `Its scopes: ${scopes.join(", ")}. ${expiresAt ? `It expires at ${expiresAt}.` : "It doesn't expire."}`,
        `Its id is ${id}. To revoke it: npm run operator -- service-token revoke ${id}`,
      ].join("\n\n");
      return { text, json: created };
    },
  },
  {
    usage: "service-token list",
    summary: "list all service tokens, newest first",
    help: ["Only the first characters of each token are known."],
    run: async (ctx) => {
      const tokens = await listServiceTokens(ctx);
      const rows = tokens.map((token) => [
        token.id,
        token.name,
        `${token.tokenPrefix}…`,
        token.createdAt,
        getStatus(token),
        token.scopes.join(","),
      ]);
      const text = toTable(["ID", "NAME", "TOKEN", "CREATED", "STATUS", "SCOPES"], rows);
      return { text: rows.length > 0 ? text : "There are no service tokens yet.", json: tokens };
    },
  },
  {
    usage: "service-token revoke ID",
    summary: "revoke a service token",
    help: [
      `Every running instance refuses the token ${reach}, because each caches valid ones\n` +
        "for that long. Revoking it again changes nothing.",
    ],
    run: async (ctx, id) => {
      const revoked = await revokeServiceToken(ctx, id);
      const text = `Revoked the service token ${revoked.name} (${id}). It stops working ${reach}.`;
      return { text, json: revoked };
    },
  },
];

function getStatus({ revokedAt, expiresAt }: ServiceToken): string {
  if (revokedAt) return `revoked ${revokedAt}`;
  if (!expiresAt) return "active";
  return `${Date.parse(expiresAt) <= Date.now() ? "expired" : "active, expires"} ${expiresAt}`;
}
