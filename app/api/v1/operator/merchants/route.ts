import { implement } from "#lib/http/implement.ts";
import { createMerchantForOperator } from "#lib/operator/create-merchant.ts";
import { listMerchantsForOperator } from "#lib/operator/list-merchants.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement("/api/v1/operator/merchants", {
  operatorListMerchants: listMerchantsForOperator,
  operatorCreateMerchant: createMerchantForOperator,
});
