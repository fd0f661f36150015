import { defineRoute, memberEndpoint } from "#lib/http/route.ts";
import { removePasskey } from "#lib/second-factor/remove-passkey.ts";
import { renamePasskey } from "#lib/second-factor/rename-passkey.ts";
import { renamePasskeyBody } from "#lib/second-factor/schema.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  PATCH: memberEndpoint({
    permission: null,
    body: renamePasskeyBody,
    run: (ctx, { params, body }) => renamePasskey(ctx, { ...body, passkeyId: params.id ?? "" }),
  }),
  DELETE: memberEndpoint({
    permission: null,
    needsProof: "always",
    status: 204,
    run: (ctx, { params }) => removePasskey(ctx, { passkeyId: params.id ?? "" }),
  }),
});
