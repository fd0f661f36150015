import { lookUpMailedLink } from "#lib/accounts/look-up-mailed-link.ts";
import { findCaller } from "#lib/http/caller.ts";
import { implement } from "#lib/http/implement.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement("/api/v1/auth/mailed-link", {
  lookUpMailedLink: async (ctx, input, about) =>
    lookUpMailedLink(ctx, input, await findCaller(ctx, about)),
});
