import { endOtherSessions } from "#lib/accounts/end-sessions.ts";
import { listSessions } from "#lib/accounts/list-sessions.ts";
import { defineRoute, memberEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: memberEndpoint({ permission: null, run: (ctx) => listSessions(ctx) }),
  DELETE: memberEndpoint({
    permission: null,
    needsProof: "always",
    status: 204,
    run: (ctx) => endOtherSessions(ctx),
  }),
});
