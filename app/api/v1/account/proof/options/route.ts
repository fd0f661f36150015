import { implement } from "#lib/http/implement.ts";
import { getRelyingParty } from "#lib/http/relying-party.ts";
import { offerPasskeyProof } from "#lib/second-factor/offer-passkey.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/account/proof/options",
  {
    offerPasskeyProof: (ctx, _input, about) => offerPasskeyProof(ctx, getRelyingParty(about)),
  },
);
