import { readPendingIdentity } from "#lib/auth/identity-cookies.ts";
import { listProviders, providerNames } from "#lib/auth/providers.ts";
import type { MerchantContext } from "#lib/context.ts";
import { listIdentities } from "#lib/identities/list.ts";
import type { PendingIdentity } from "#lib/identities/pending.ts";
import type { Identity, Provider } from "#lib/identities/schema.ts";
import { getPageRequest } from "#lib/portal/request.ts";
import { getServer } from "#lib/runtime/server.ts";

/** Returns the pending identity of this page's browser, with its provider's name. */
export async function findPendingIdentity(): Promise<
  (PendingIdentity & { providerName: string }) | null
> {
  const { ctx, env, headers, isSecure } = await getPageRequest();
  const pending = readPendingIdentity(ctx, headers, isSecure);
  return pending && { ...pending, providerName: providerNames(env)[pending.provider] };
}

/** Lists the identity providers of this installation. */
export function listOfferedProviders(): Provider[] {
  return listProviders(getServer().env);
}

/** Lists the viewer's accounts at identity providers. */
export async function listOwnIdentities(ctx: MerchantContext): Promise<Identity[]> {
  return (await listIdentities(ctx, providerNames(getServer().env))).data;
}
