import { strengthenSession } from "#lib/auth/strengthen-session.ts";
import { implement } from "#lib/http/implement.ts";
import { getRelyingParty } from "#lib/http/relying-party.ts";
import { sendRenewedCookie } from "#lib/http/session-cookie.ts";
import { addPasskey } from "#lib/second-factor/add-passkey.ts";
import { verifyNewPasskey } from "#lib/second-factor/verify-new-passkey.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement("/api/v1/account/passkeys", {
  addPasskey: async (ctx, { name, response }, about) => {
    const passkey = { ...(await verifyNewPasskey(ctx, response, getRelyingParty(about))), name };
    const { answer, sessionId } = await strengthenSession(ctx, (tx) => addPasskey(tx, passkey));
    await sendRenewedCookie(ctx, about, sessionId);
    return answer;
  },
});
