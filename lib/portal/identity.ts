import { headers } from "next/headers";
import { isSecureRequest } from "#lib/auth/cookie.ts";
import { readPendingIdentity } from "#lib/auth/identity-cookies.ts";
import { listProviders, providerNames } from "#lib/auth/providers.ts";
import type { MerchantContext } from "#lib/context.ts";
import { describeRequest } from "#lib/http/request.ts";
import { listIdentities } from "#lib/identities/list.ts";
import type { PendingIdentity } from "#lib/identities/pending.ts";
import type { Identity, Provider } from "#lib/identities/schema.ts";
import { createContext, getServer } from "#lib/runtime/server.ts";

/** The identity that waits in the browser that asks for this page, with its provider's name. */
export async function findPendingIdentity(): Promise<
  (PendingIdentity & { providerName: string }) | null
> {
  const requestHeaders = await headers();
  const { env } = getServer();
  const ctx = createContext(describeRequest(requestHeaders));
  const isSecure = isSecureRequest(requestHeaders, env.KEYSMITH_URL);
  const pending = readPendingIdentity(ctx, requestHeaders, isSecure);
  return pending && { ...pending, providerName: providerNames(env)[pending.provider] };
}

/** The identity providers that this installation offers. */
export function listOfferedProviders(): Provider[] {
  return listProviders(getServer().env);
}

/** The accounts at identity providers of who looks at this page. */
export async function listOwnIdentities(ctx: MerchantContext): Promise<Identity[]> {
  return (await listIdentities(ctx, providerNames(getServer().env))).data;
}
