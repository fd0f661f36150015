import { askedPartyOf } from "#lib/http/relying-party.ts";
import { defineRoute, memberEndpoint } from "#lib/http/route.ts";
import { offerNewPasskey } from "#lib/second-factor/offer-passkey.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: memberEndpoint({
    permission: null,
    needsProof: "always",
    run: (ctx, _input, about) => offerNewPasskey(ctx, askedPartyOf(about)),
  }),
});
