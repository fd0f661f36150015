import { defineRoute, openEndpoint } from "#lib/http/route.ts";
import { findVoter } from "#lib/http/voter.ts";
import { votePageBody } from "#lib/page-votes/schema.ts";
import { votePage } from "#lib/page-votes/vote.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  PUT: openEndpoint({
    rateLimit: "page-vote",
    body: votePageBody,
    run: async (ctx, { body }, about) => votePage(ctx, body, await findVoter(ctx, about)),
  }),
});
