import { implement } from "#lib/http/implement.ts";
import { listOwnMemberships } from "#lib/members/list-own.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement("/api/v1/account/memberships", {
  listOwnMemberships: async (ctx) => ({ data: await listOwnMemberships(ctx) }),
});
