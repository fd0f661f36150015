import { requestPasswordReset } from "#lib/accounts/request-password-reset.ts";
import { implement } from "#lib/http/implement.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement("/api/v1/auth/password-reset", {
  requestPasswordReset,
});
