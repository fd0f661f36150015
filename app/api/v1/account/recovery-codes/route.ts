import { defineRoute, memberEndpoint } from "#lib/http/route.ts";
import { makeRecoveryCodes } from "#lib/second-factor/make-recovery-codes.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: memberEndpoint({
    permission: null,
    needsProof: "always",
    status: 201,
    run: makeRecoveryCodes,
  }),
});
