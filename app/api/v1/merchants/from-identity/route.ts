import { deviceLine, readDeviceId } from "#lib/auth/device-cookie.ts";
import { pendingIdentityLine, readPendingIdentity } from "#lib/auth/identity-cookies.ts";
import { requireOwnOrigin } from "#lib/http/caller.ts";
import { implement } from "#lib/http/implement.ts";
import { sendRenewedCookie } from "#lib/http/session-cookie.ts";
import { signUpWithIdentity } from "#lib/identities/sign-up.ts";
import { startSession } from "#lib/sessions/sessions.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/merchants/from-identity",
  {
    signUpWithIdentity: async (ctx, input, about) => {
      const { request, env, headers, isSecure } = about;
      requireOwnOrigin(request.headers, env);
      const pending = readPendingIdentity(ctx, request.headers, isSecure);
      const { merchant, member, proof } = await signUpWithIdentity(ctx, pending, input);
      const deviceId = readDeviceId(request.headers, isSecure);
      const browser = { ...ctx, request: { ...ctx.request, deviceId } };
      const session = await startSession(browser, "portal", member, proof);
      await sendRenewedCookie(session, about, session.claim.sessionId);
      headers.append("Set-Cookie", pendingIdentityLine(ctx, isSecure, null));
      headers.append("Set-Cookie", deviceLine(isSecure, deviceId));
      return merchant;
    },
  },
);
