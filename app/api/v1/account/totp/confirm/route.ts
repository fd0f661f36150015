import { strengthenSession } from "#lib/auth/strengthen-session.ts";
import { codeAttempts } from "#lib/http/attempts.ts";
import { defineRoute, memberEndpoint } from "#lib/http/route.ts";
import { sendRenewedCookie } from "#lib/http/session-cookie.ts";
import { confirmTotp } from "#lib/second-factor/confirm-totp.ts";
import { confirmTotpBody } from "#lib/second-factor/schema.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: memberEndpoint({
    permission: null,
    needsProof: "always",
    attempts: ({ request, caller }) =>
      codeAttempts({ address: request.address, account: caller.userId }),
    body: confirmTotpBody,
    run: async (ctx, { body }, about) => {
      const { answer, sessionId } = await strengthenSession(ctx, (tx) => confirmTotp(tx, body));
      await sendRenewedCookie(ctx, about, sessionId);
      return answer;
    },
  }),
});
