import { implement } from "#lib/http/implement.ts";
import { getRelyingParty } from "#lib/http/relying-party.ts";
import { offerPasskeySignIn } from "#lib/second-factor/offer-passkey.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/auth/passkey/options",
  {
    offerPasskeySignIn: (ctx, _input, about) => offerPasskeySignIn(ctx, getRelyingParty(about)),
  },
);
