import { implement } from "#lib/http/implement.ts";
import { findVoter } from "#lib/http/voter.ts";
import { votePage } from "#lib/page-votes/vote.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement("/api/v1/page-votes", {
  votePage: async (ctx, input, about) => votePage(ctx, input, await findVoter(ctx, about)),
});
