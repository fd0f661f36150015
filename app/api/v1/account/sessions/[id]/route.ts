import { endOneSession } from "#lib/accounts/end-sessions.ts";
import { forgetSession } from "#lib/http/forget-session.ts";
import { implement } from "#lib/http/implement.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/account/sessions/{id}",
  {
    endSession: async (ctx, input, about) => {
      await endOneSession(ctx, input);
      if (input.sessionId === ctx.claim.sessionId) forgetSession(ctx, about);
    },
  },
);
