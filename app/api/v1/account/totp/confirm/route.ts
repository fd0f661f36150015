import { strengthenSession } from "#lib/auth/strengthen-session.ts";
import { implement } from "#lib/http/implement.ts";
import { sendRenewedCookie } from "#lib/http/session-cookie.ts";
import { confirmTotp } from "#lib/second-factor/confirm-totp.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/account/totp/confirm",
  {
    confirmTotp: async (ctx, input, about) => {
      const { answer, sessionId } = await strengthenSession(ctx, (tx) => confirmTotp(tx, input));
      await sendRenewedCookie(ctx, about, sessionId);
      return answer;
    },
  },
);
