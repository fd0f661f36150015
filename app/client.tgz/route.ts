import { readClientPackage } from "#lib/docs/client-package.ts";
import { AppError } from "#lib/errors.ts";
import { defineRoute, openEndpoint } from "#lib/http/route.ts";
import { isNoneMatch } from "#lib/http/text-response.ts";
import nextConfig from "#next.config.ts";

/** Serves this version's client for `npm install`; `npm run dev` has none before a build. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: openEndpoint(async (_ctx, { request }) => {
    const made = await readClientPackage(nextConfig.distDir ?? ".next");
    if (!made) throw new AppError("not_found");
    // The same for everyone, and changed only by an upgrade.
    const headers = { ETag: made.etag, "Cache-Control": "public, no-cache" };
    if (!isNoneMatch(request.headers.get("if-none-match"), made.etag)) {
      return new Response(null, { status: 304, headers });
    }
    const type = { "Content-Type": "application/gzip" };
    return new Response(made.bytes, { headers: { ...headers, ...type } });
  }),
});
