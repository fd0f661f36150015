import { reportLeaks } from "#lib/api-keys/report-leaks.ts";
import { reportLeakBody } from "#lib/api-keys/schema.ts";
import { defineRoute, openEndpoint } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: openEndpoint({
    rateLimit: "report-leak",
    body: reportLeakBody,
    awaitsEffect: true,
    // The answer does not tell what was found: it is the same for a key and for any other text.
    run: async (ctx, { body: { keys } }) => {
      await reportLeaks(ctx, { reports: keys.map((text) => ({ text })), reporter: "to us" });
      return { received: keys.length };
    },
  }),
});
