import { listSigningKeys } from "#lib/auth/list-signing-keys.ts";
import { revokeSigningKey } from "#lib/auth/revoke-signing-key.ts";
import { rotateSigningKey, rotationLeadSeconds } from "#lib/auth/rotate-signing-key.ts";
import { signingKeyReachSeconds } from "#lib/auth/signing-keys.ts";
import type { Command } from "#scripts/operator/command.ts";
import { toTable } from "#scripts/operator/table.ts";

const leadMinutes = rotationLeadSeconds / 60;
const reach = `within ${signingKeyReachSeconds} seconds`;

export const signingKeyCommands: Command[] = [
  {
    usage: "signing-key rotate",
    summary: "add the next signing key for access tokens",
    help: [
      `It's published immediately and signs ${leadMinutes} minutes later, when every instance and every reader of\n` +
        "/.well-known/jwks.json has it, so that no request fails.",
      "Earlier keys stay valid for the tokens that they signed. API tokens can be valid\n" +
        "for a year. Revoke a key only if it may have leaked, or when it's no longer needed.",
    ],
    run: async (ctx) => {
      const key = await rotateSigningKey(ctx);
      const text = [
        `Added the signing key ${key.kid}. It signs from ${key.activeAt} on.`,
        `The previous one stays valid. To revoke it: npm run operator -- signing-key revoke KID`,
      ].join("\n\n");
      return { text, json: key };
    },
  },
  {
    usage: "signing-key list",
    summary: "list all signing keys, newest first",
    help: [
      "A key is `next` until it signs, `signing`, then `verifying` what it has signed, until it is\n" +
        "`revoked`.",
    ],
    run: async (ctx) => {
      const keys = await listSigningKeys(ctx);
      const rows = keys.map(({ kid, status, activeAt, revokedAt }) => [
        kid,
        activeAt,
        revokedAt ? `revoked ${revokedAt}` : status,
      ]);
      const text = toTable(["KID", "SIGNS FROM", "STATUS"], rows);
      return { text: rows.length > 0 ? text : "There are no signing keys yet.", json: keys };
    },
  },
  {
    usage: "signing-key revoke KID",
    summary: "revoke a signing key and every token that it signed",
    help: [
      `Every running instance refuses its tokens ${reach}: people's access tokens, which are\n` +
        "renewed automatically, and API tokens, which must be created again.",
      "Refused if no other key can sign in its place; rotate first. Revoking it again\n" +
        "changes nothing.",
    ],
    run: async (ctx, kid) => {
      const key = await revokeSigningKey(ctx, { kid });
      const text = `Revoked the signing key ${kid}. Tokens that it signed stop working ${reach}.`;
      return { text, json: key };
    },
  },
];
