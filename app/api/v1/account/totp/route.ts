import { implement } from "#lib/http/implement.ts";
import { beginTotp } from "#lib/second-factor/begin-totp.ts";
import { removeTotp } from "#lib/second-factor/remove-totp.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement("/api/v1/account/totp", {
  beginTotp,
  removeTotp,
});
