import { accountContract } from "#lib/accounts/contract.ts";
import { apiKeyContract, verificationContract } from "#lib/api-keys/contract.ts";
import { apiTokenContract } from "#lib/api-tokens/contract.ts";
import { applicationContract } from "#lib/applications/contract.ts";
import { auditContract } from "#lib/audit/contract.ts";
import { authContract } from "#lib/auth/contract.ts";
import { identityContract } from "#lib/identities/contract.ts";
import { invitationContract } from "#lib/invitations/contract.ts";
import { memberContract } from "#lib/members/contract.ts";
import { merchantContract } from "#lib/merchants/contract.ts";
import type { Operation } from "#lib/operation.ts";
import { operatorContract } from "#lib/operator/contract.ts";
import { pageVoteContract } from "#lib/page-votes/contract.ts";
import { secondFactorContract } from "#lib/second-factor/contract.ts";
import { secretScanningContract } from "#lib/secret-scanning/contract.ts";

/** All operations of the HTTP API by id, in the order of the reference. */
export const contract = {
  ...apiKeyContract,
  ...applicationContract,
  ...verificationContract,
  ...secretScanningContract,
  ...authContract,
  ...apiTokenContract,
  ...auditContract,
  ...memberContract,
  ...invitationContract,
  ...merchantContract,
  ...accountContract,
  ...secondFactorContract,
  ...identityContract,
  ...pageVoteContract,
  ...operatorContract,
};

export type Contract = typeof contract;
export type OperationId = keyof Contract;
export type ApiPath = Contract[OperationId]["path"];

/** All operations as a list. */
export const operations: readonly Operation[] = Object.entries(contract).map(([id, operation]) => ({
  id,
  ...operation,
}));

/** Finds an operation by id. */
export function findOperation(id: OperationId): Operation {
  return { id, ...contract[id] };
}
