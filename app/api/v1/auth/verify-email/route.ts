import { verifyEmail } from "#lib/accounts/verify-email.ts";
import { findCaller } from "#lib/http/caller.ts";
import { implement } from "#lib/http/implement.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement("/api/v1/auth/verify-email", {
  verifyEmail: async (ctx, input, about) => verifyEmail(ctx, input, await findCaller(ctx, about)),
});
