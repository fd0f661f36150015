import { checkPrimary } from "#lib/db/check-primary.ts";
import { isDraining } from "#lib/draining.ts";
import { AppError } from "#lib/errors.ts";
import { defineRoute, openEndpoint } from "#lib/http/route.ts";

/**
 * Returns whether requests that need the database can be served; 503 otherwise, and from the stop
 * signal on.
 */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: openEndpoint(async (ctx) => {
    if (isDraining()) throw new AppError("unavailable", "The server is stopping");
    await checkPrimary(ctx.db);
    return { status: "ready" };
  }, null),
});
