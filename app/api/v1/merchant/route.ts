import { forgetSession } from "#lib/http/forget-session.ts";
import { implement } from "#lib/http/implement.ts";
import { closeMerchant } from "#lib/merchants/close.ts";
import { getMerchant } from "#lib/merchants/get.ts";
import { updateMerchant } from "#lib/merchants/update.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement("/api/v1/merchant", {
  getMerchant,
  updateMerchant,
  closeMerchant: async (ctx, _input, about) => {
    await closeMerchant(ctx);
    forgetSession(ctx, about);
  },
});
