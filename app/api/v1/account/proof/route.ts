import { proveIdentity } from "#lib/auth/prove.ts";
import { implement } from "#lib/http/implement.ts";
import { getRelyingParty } from "#lib/http/relying-party.ts";
import { sendRenewedCookie } from "#lib/http/session-cookie.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement("/api/v1/account/proof", {
  proveIdentity: async (ctx, input, about) => {
    const sessionId = await proveIdentity(ctx, input, getRelyingParty(about));
    await sendRenewedCookie(ctx, about, sessionId);
  },
});
