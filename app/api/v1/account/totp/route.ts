import { defineRoute, memberEndpoint } from "#lib/http/route.ts";
import { beginTotp } from "#lib/second-factor/begin-totp.ts";
import { removeTotp } from "#lib/second-factor/remove-totp.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: memberEndpoint({ permission: null, needsProof: "always", status: 201, run: beginTotp }),
  DELETE: memberEndpoint({ permission: null, needsProof: "always", status: 204, run: removeTotp }),
});
