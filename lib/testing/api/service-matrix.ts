import type { OperationId } from "#lib/contract.ts";
import type { ServiceTokenScope } from "#lib/service-tokens/schema.ts";

/**
 * The scope that a service token needs for each operation, written independently of the contract
 * that it is compared with. No other scope is enough.
 */
export const serviceRows: Partial<Record<OperationId, ServiceTokenScope>> = {
  verifyApiKey: "verify",
  operatorCreateMerchant: "merchants:write",
  operatorListMerchants: "merchants:read",
  operatorGetMerchant: "merchants:read",
  operatorUpdateMerchant: "merchants:write",
  operatorSuspendMerchant: "merchants:write",
  operatorResumeMerchant: "merchants:write",
  operatorCloseMerchant: "merchants:write",
  operatorListApplications: "applications:read",
  operatorCreateApplication: "applications:write",
  operatorGetApplication: "applications:read",
  operatorUpdateApplication: "applications:write",
  operatorDeleteApplication: "applications:write",
  operatorRevokeApiKeys: "api-keys:write",
  operatorFindApiKeys: "api-keys:read",
  operatorListApiKeys: "api-keys:read",
  operatorCreateApiKey: "api-keys:write",
  operatorGetApiKey: "api-keys:read",
  operatorUpdateApiKey: "api-keys:write",
  operatorRevokeApiKey: "api-keys:write",
  operatorRestoreApiKey: "api-keys:write",
  operatorRotateApiKey: "api-keys:write",
  operatorFinishRotation: "api-keys:write",
  operatorCancelRotation: "api-keys:write",
  operatorGetApiKeyUsage: "api-keys:read",
  operatorListMembers: "members:read",
  operatorInviteMember: "members:write",
  operatorUpdateMember: "members:write",
  operatorRemoveMember: "members:write",
  operatorListAuditEvents: "audit:read",
};
