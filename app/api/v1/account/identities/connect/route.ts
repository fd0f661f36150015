import { linkingLine } from "#lib/auth/identity-cookies.ts";
import { implement } from "#lib/http/implement.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/account/identities/connect",
  {
    connectIdentity: async (ctx, _input, { headers, isSecure }) => {
      headers.append("Set-Cookie", linkingLine(ctx, isSecure, ctx.claim.sessionId));
    },
  },
);
