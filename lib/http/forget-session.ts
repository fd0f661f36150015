import { isSecureRequest, setCookieLine } from "#lib/auth/cookie.ts";
import { linkingLine, pendingIdentityLine } from "#lib/auth/identity-cookies.ts";
import type { Context } from "#lib/context.ts";
import type { About } from "#lib/http/serve.ts";

/**
 * Has the browser forget what it keeps of a session that has ended: its cookies by name, and every
 * page in the cache. `"cookies"` would take those of all hosts of our registrable domain, and
 * `"storage"` the invitation that somebody signs out to accept.
 */
export function forgetSession(
  ctx: Context,
  { request, env, headers }: Pick<About, "request" | "env" | "headers">,
): void {
  const isSecure = isSecureRequest(request.headers, env.KEYSMITH_URL);
  headers.set("Clear-Site-Data", '"cache"');
  headers.append("Set-Cookie", setCookieLine(isSecure, { name: "session", value: "", maxAge: 0 }));
  headers.append("Set-Cookie", pendingIdentityLine(ctx, isSecure, null));
  headers.append("Set-Cookie", linkingLine(ctx, isSecure, null));
}
