import { implement } from "#lib/http/implement.ts";
import { removePasskey } from "#lib/second-factor/remove-passkey.ts";
import { renamePasskey } from "#lib/second-factor/rename-passkey.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/account/passkeys/{id}",
  {
    renamePasskey,
    removePasskey,
  },
);
