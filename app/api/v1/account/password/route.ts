import { changePassword } from "#lib/accounts/change-password.ts";
import { implement } from "#lib/http/implement.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement("/api/v1/account/password", {
  changePassword,
});
