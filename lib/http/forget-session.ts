import { setCookieLine } from "#lib/auth/cookie.ts";
import { linkingLine, pendingIdentityLine } from "#lib/auth/identity-cookies.ts";
import type { Context } from "#lib/context.ts";
import type { About } from "#lib/http/serve.ts";

/**
 * Has the browser delete what it keeps of a session that has ended: our cookies by name, and the
 * cache. `"cookies"` would delete those of all hosts of the registrable domain, and `"storage"` the
 * invitation that somebody signs out to accept.
 */
export function forgetSession(
  ctx: Context,
  { headers, isSecure }: Pick<About, "headers" | "isSecure">,
): void {
  headers.set("Clear-Site-Data", '"cache"');
  headers.append("Set-Cookie", setCookieLine(isSecure, { name: "session", value: "", maxAge: 0 }));
  headers.append("Set-Cookie", pendingIdentityLine(ctx, isSecure, null));
  headers.append("Set-Cookie", linkingLine(ctx, isSecure, null));
}
