import { requestVerification } from "#lib/accounts/request-verification.ts";
import { implement } from "#lib/http/implement.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/account/email-verification",
  {
    requestEmailVerification: requestVerification,
  },
);
