import { implement } from "#lib/http/implement.ts";
import { getMerchantForOperator } from "#lib/operator/get-merchant.ts";
import { updateMerchantForOperator } from "#lib/operator/update-merchant.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/operator/merchants/{merchantId}",
  {
    operatorGetMerchant: getMerchantForOperator,
    operatorUpdateMerchant: updateMerchantForOperator,
  },
);
