import { reportLeakBody } from "#lib/api-keys/schema.ts";
import { reportSecrets } from "#lib/auth/report-secrets.ts";
import { issuerOf } from "#lib/http/caller.ts";
import { defineRoute, openEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: openEndpoint({
    rateLimit: "report-leak",
    body: reportLeakBody,
    awaitsEffect: true,
    // The answer does not tell what was found: it is the same for a key and for any other text.
    run: async (ctx, { body: { keys } }, { env }) => {
      const reports = keys.map((text) => ({ text }));
      await reportSecrets(ctx, { reports, reporter: "to us", issuer: issuerOf(env) });
      return { received: keys.length };
    },
  }),
});
