import { resetPassword } from "#lib/accounts/reset-password.ts";
import { implement } from "#lib/http/implement.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/auth/password-reset/confirm",
  {
    resetPassword,
  },
);
