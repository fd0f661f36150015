import { implement } from "#lib/http/implement.ts";
import { closeMerchantForOperator } from "#lib/operator/close-merchant.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/operator/merchants/{merchantId}/close",
  {
    operatorCloseMerchant: closeMerchantForOperator,
  },
);
