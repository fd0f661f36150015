import { readPendingIdentity } from "#lib/auth/identity-cookies.ts";
import { listProviders, providerNames } from "#lib/auth/providers.ts";
import type { MerchantContext } from "#lib/context.ts";
import { listIdentities } from "#lib/identities/list.ts";
import type { PendingIdentity } from "#lib/identities/pending.ts";
import type { Identity, Provider } from "#lib/identities/schema.ts";
import { getPageRequest } from "#lib/portal/request.ts";
import { getServer } from "#lib/runtime/server.ts";

/** The identity that waits in the browser that asks for this page, with its provider's name. */
export async function findPendingIdentity(): Promise<
  (PendingIdentity & { providerName: string }) | null
> {
  const { ctx, env, headers, isSecure } = await getPageRequest();
  const pending = readPendingIdentity(ctx, headers, isSecure);
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
