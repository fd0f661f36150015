import { defineRoute, memberEndpoint } from "#lib/http/route.ts";
import { closeMerchant } from "#lib/merchants/close.ts";
import { getMerchant } from "#lib/merchants/get.ts";
import { updateMerchantBody } from "#lib/merchants/schema.ts";
import { updateMerchant } from "#lib/merchants/update.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: memberEndpoint({ permission: null, run: getMerchant }),
  PATCH: memberEndpoint({
    permission: "merchant:write",
    needsProof: "always",
    whileSuspended: "open",
    body: updateMerchantBody,
    run: (ctx, { body }) => updateMerchant(ctx, body),
  }),
  DELETE: memberEndpoint({
    permission: "owners:write",
    needsProof: "always",
    whileSuspended: "open",
    status: 204,
    run: closeMerchant,
  }),
});
