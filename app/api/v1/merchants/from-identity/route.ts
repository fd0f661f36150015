import { isSecureRequest } from "#lib/auth/cookie.ts";
import { deviceLine, readDeviceId } from "#lib/auth/device-cookie.ts";
import { pendingIdentityLine, readPendingIdentity } from "#lib/auth/identity-cookies.ts";
import { startSession } from "#lib/auth/sessions.ts";
import { requireOwnOrigin } from "#lib/http/caller.ts";
import { defineRoute, openEndpoint } from "#lib/http/route.ts";
import { sessionCookieOf } from "#lib/http/session-cookie.ts";
import { signUpWithIdentityBody } from "#lib/identities/schema.ts";
import { signUpWithIdentity } from "#lib/identities/sign-up.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: openEndpoint({
    rateLimit: "sign-up",
    body: signUpWithIdentityBody,
    status: 201,
    run: async (ctx, { body }, { request, env, headers }) => {
      requireOwnOrigin(request.headers, env);
      const isSecure = isSecureRequest(request.headers, env.KEYSMITH_URL);
      const pending = readPendingIdentity(ctx, request.headers, isSecure);
      const { merchant, member, proof } = await signUpWithIdentity(ctx, pending, body);
      const deviceId = readDeviceId(request.headers, isSecure);
      const browser = { ...ctx, request: { ...ctx.request, deviceId } };
      const { claim } = await startSession(browser, "portal", member, proof);
      const cookie = await sessionCookieOf(ctx, request.headers, env, claim.sessionId);
      headers.append("Set-Cookie", cookie);
      headers.append("Set-Cookie", pendingIdentityLine(ctx, isSecure, null));
      headers.append("Set-Cookie", deviceLine(isSecure, deviceId));
      return merchant;
    },
  }),
});
