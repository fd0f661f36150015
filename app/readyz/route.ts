import { checkPrimary } from "#lib/db/check-primary.ts";
import { isDraining } from "#lib/draining.ts";
import { AppError } from "#lib/errors.ts";
import { defineRoute, openEndpoint } from "#lib/http/route.ts";

/**
 * Whether requests that need the database can be served; 503 in the envelope when not, and from
 * the moment at which the server is told to stop.
 */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: openEndpoint(async (ctx) => {
    if (isDraining()) throw new AppError("unavailable", "The server is stopping");
    await checkPrimary(ctx.db);
    return { status: "ready" };
  }, null),
});
