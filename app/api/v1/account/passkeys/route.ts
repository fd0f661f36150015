import { strengthenSession } from "#lib/auth/strengthen-session.ts";
import { askedPartyOf } from "#lib/http/relying-party.ts";
import { defineRoute, memberEndpoint } from "#lib/http/route.ts";
import { sendRenewedCookie } from "#lib/http/session-cookie.ts";
import { addPasskey } from "#lib/second-factor/add-passkey.ts";
import { addPasskeyBody } from "#lib/second-factor/schema.ts";
import { verifyNewPasskey } from "#lib/second-factor/verify-new-passkey.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: memberEndpoint({
    permission: null,
    needsProof: "always",
    body: addPasskeyBody,
    status: 201,
    run: async (ctx, { body: { name, response } }, about) => {
      const party = askedPartyOf(about);
      const passkey = { ...(await verifyNewPasskey(ctx, response, party)), name };
      const { answer, sessionId } = await strengthenSession(ctx, (tx) => addPasskey(tx, passkey));
      await sendRenewedCookie(ctx, about, sessionId);
      return answer;
    },
  }),
});
