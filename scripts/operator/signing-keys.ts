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
    summary: "add the next key that signs access tokens",
    help: [
      `It is published at once and signs ${leadMinutes} minutes later, when every instance and every reader of\n` +
        "/.well-known/jwks.json has it, so that no request fails.",
      "The keys before it stay good for the tokens that they have signed, of which an API token may\n" +
        "live for a year. Revoke one only where it may have leaked, or once nothing needs it.",
    ],
    run: async (ctx) => {
      const key = await rotateSigningKey(ctx);
      const text = [
        `The signing key ${key.kid} is added. It signs from ${key.activeAt} on.`,
        `The one before stays good. To end it: npm run operator -- signing-key revoke KID`,
      ].join("\n\n");
      return { text, json: key };
    },
  },
  {
    usage: "signing-key list",
    summary: "show all signing keys, the newest first",
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
      return { text: rows.length > 0 ? text : "There is no signing key yet.", json: keys };
    },
  },
  {
    usage: "signing-key revoke KID",
    summary: "end a signing key and every token that it has signed",
    help: [
      `Every running instance refuses its tokens ${reach}: people's access tokens, which are\n` +
        "renewed by themselves, and API tokens, which must be made anew.",
      "Where no other key could sign in its place it is refused: rotate first. Revoking it again\n" +
        "changes nothing.",
    ],
    run: async (ctx, kid) => {
      const key = await revokeSigningKey(ctx, { kid });
      const text = `The signing key ${kid} is revoked. What it has signed stops working ${reach}.`;
      return { text, json: key };
    },
  },
];
