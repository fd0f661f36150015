import { getPublicUrl } from "#lib/http/public-url.ts";
import type { About } from "#lib/http/serve.ts";
import { type RelyingParty, toRelyingParty } from "#lib/second-factor/relying-party.ts";

/** Returns the relying party that the caller of this request sees. */
export function getRelyingParty({ request, env }: Pick<About, "request" | "env">): RelyingParty {
  return toRelyingParty(getPublicUrl(request.headers, env.KEYSMITH_URL));
}
