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
      "NAME says which service it is for: up to 80 characters, no two tokens in use alike.",
      "The token is printed this once and kept nowhere. The service sends it to\n" +
        "POST /api/v1/api-keys/verify as Authorization: Bearer TOKEN.",
      "--scope says what the token may do; give it several times for several scopes. `verify` is for\n" +
        "verifying API keys, on the portal and on verifiers, and `metrics` for reading /metrics. Without\n" +
        "--scope a token gets both. merchants, applications, api-keys, members (each :read or :write)\n" +
        "and audit:read are for the operator's API to come, and open nothing yet.",
      "--expires says when the token stops working: a day such as 2027-01-31, which begins in UTC, or\n" +
        "a moment such as 2027-01-31T13:30:00Z. Without --expires it works until it is revoked.",
      "To replace a token: create a second one, give it to the service, revoke the first.",
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
        `The service token of ${name}, shown this once:`,
        `  ${token}`,
        `Its scopes: ${scopes.join(", ")}. ${expiresAt ? `It expires at ${expiresAt}.` : "It doesn't expire."}`,
        `Its id is ${id}. To end it: npm run operator -- service-token revoke ${id}`,
      ].join("\n\n");
      return { text, json: created };
    },
  },
  {
    usage: "service-token list",
    summary: "show all service tokens, the newest first",
    help: ["Of each token only its first characters are known."],
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
      return { text: rows.length > 0 ? text : "There is no service token yet.", json: tokens };
    },
  },
  {
    usage: "service-token revoke ID",
    summary: "end a service token",
    help: [
      `Every running instance refuses the token ${reach}, because each remembers the good ones\n` +
        "for so long. Revoking it again changes nothing.",
    ],
    run: async (ctx, id) => {
      const revoked = await revokeServiceToken(ctx, id);
      const text = `The service token ${revoked.name} (${id}) is revoked. It stops working ${reach}.`;
      return { text, json: revoked };
    },
  },
];

function getStatus({ revokedAt, expiresAt }: ServiceToken): string {
  if (revokedAt) return `revoked ${revokedAt}`;
  if (!expiresAt) return "active";
  return `${Date.parse(expiresAt) <= Date.now() ? "expired" : "active, expires"} ${expiresAt}`;
}
