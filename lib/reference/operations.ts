import type { Operation } from "#lib/reference/operation.ts";
import { accountOperations } from "#lib/reference/operations/account.ts";
import { apiKeyOperations } from "#lib/reference/operations/api-keys.ts";
import { apiTokenOperations } from "#lib/reference/operations/api-tokens.ts";
import { applicationOperations } from "#lib/reference/operations/applications.ts";
import { auditLogOperations } from "#lib/reference/operations/audit-log.ts";
import { authenticationOperations } from "#lib/reference/operations/authentication.ts";
import { companyOperations } from "#lib/reference/operations/company.ts";
import { identityOperations } from "#lib/reference/operations/identities.ts";
import { pageVoteOperations } from "#lib/reference/operations/page-votes.ts";
import { secondFactorOperations } from "#lib/reference/operations/second-factor.ts";
import { teamOperations } from "#lib/reference/operations/team.ts";
import { verificationOperations } from "#lib/reference/operations/verification.ts";

/** Every operation of the HTTP API, in the order of the reference. */
export const operations: readonly Operation[] = [
  ...apiKeyOperations,
  ...applicationOperations,
  ...verificationOperations,
  ...authenticationOperations,
  ...apiTokenOperations,
  ...auditLogOperations,
  ...teamOperations,
  ...companyOperations,
  ...accountOperations,
  ...secondFactorOperations,
  ...identityOperations,
  ...pageVoteOperations,
];
