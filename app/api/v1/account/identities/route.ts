import { pendingIdentityLine, readPendingIdentity } from "#lib/auth/identity-cookies.ts";
import { providerNames } from "#lib/auth/providers.ts";
import { implement } from "#lib/http/implement.ts";
import { linkIdentity } from "#lib/identities/link.ts";
import { listIdentities } from "#lib/identities/list.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement("/api/v1/account/identities", {
  listIdentities: (ctx, _input, { env }) => listIdentities(ctx, providerNames(env)),
  linkIdentity: async (ctx, _input, { request, env, headers, isSecure }) => {
    const pending = readPendingIdentity(ctx, request.headers, isSecure);
    const identity = await linkIdentity(ctx, pending, providerNames(env));
    headers.append("Set-Cookie", pendingIdentityLine(ctx, isSecure, null));
    return identity;
  },
});
