import { proveIdentity } from "#lib/auth/prove.ts";
import { codeAttempts, passwordAttempts } from "#lib/http/attempts.ts";
import { askedPartyOf } from "#lib/http/relying-party.ts";
import { defineRoute, memberEndpoint } from "#lib/http/route.ts";
import { sendRenewedCookie } from "#lib/http/session-cookie.ts";
import { proveBody } from "#lib/second-factor/schema.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: memberEndpoint({
    permission: null,
    body: proveBody,
    attempts: ({ request, caller, claim }, { password, otp }) => [
      ...(password === undefined
        ? []
        : passwordAttempts({ request, account: caller.email, known: claim.sessionId })),
      ...(otp === undefined ? [] : codeAttempts({ request, account: caller.userId })),
    ],
    status: 204,
    run: async (ctx, { body }, about) => {
      const sessionId = await proveIdentity(ctx, body, askedPartyOf(about));
      await sendRenewedCookie(ctx, about, sessionId);
    },
  }),
});
