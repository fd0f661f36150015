import { askedPartyOf } from "#lib/http/relying-party.ts";
import { defineRoute, openEndpoint } from "#lib/http/route.ts";
import { offerPasskeySignIn } from "#lib/second-factor/offer-passkey.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: openEndpoint({
    rateLimit: "passkey-options",
    run: (ctx, _input, about) => offerPasskeySignIn(ctx, askedPartyOf(about)),
  }),
});
