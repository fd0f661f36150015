import { implement } from "#lib/http/implement.ts";
import { getRelyingParty } from "#lib/http/relying-party.ts";
import { offerNewPasskey } from "#lib/second-factor/offer-passkey.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/account/passkeys/options",
  {
    offerNewPasskey: (ctx, _input, about) => offerNewPasskey(ctx, getRelyingParty(about)),
  },
);
