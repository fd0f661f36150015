import { switchMerchant } from "#lib/auth/switch-merchant.ts";
import { implement } from "#lib/http/implement.ts";
import { sendRenewedCookie } from "#lib/http/session-cookie.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement("/api/v1/account/switch", {
  switchMerchant: async (ctx, input, about) => {
    await sendRenewedCookie(ctx, about, await switchMerchant(ctx, input));
  },
});
