import { implement } from "#lib/http/implement.ts";
import { makeRecoveryCodes } from "#lib/second-factor/make-recovery-codes.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/account/recovery-codes",
  {
    makeRecoveryCodes,
  },
);
