import { implement } from "#lib/http/implement.ts";
import { resumeMerchantForOperator } from "#lib/operator/suspend-merchant.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/operator/merchants/{merchantId}/resume",
  {
    operatorResumeMerchant: resumeMerchantForOperator,
  },
);
