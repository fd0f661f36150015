import { forgetSession } from "#lib/http/forget-session.ts";
import { implement } from "#lib/http/implement.ts";
import { leaveMerchant } from "#lib/members/leave.ts";
import { removeMember } from "#lib/members/remove.ts";
import { updateMember } from "#lib/members/update.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement("/api/v1/members/{userId}", {
  updateMember,
  // Members of any role may remove themselves.
  removeMember: async (ctx, input, about) => {
    if (input.userId !== ctx.caller.userId) return removeMember(ctx, input);
    await leaveMerchant(ctx);
    forgetSession(ctx, about);
  },
});
