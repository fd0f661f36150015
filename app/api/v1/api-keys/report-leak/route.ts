import { reportSecrets } from "#lib/auth/report-secrets.ts";
import { implement } from "#lib/http/implement.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/api-keys/report-leak",
  {
    // The answer does not tell what was found: it is the same for a key and for any other text.
    reportLeak: async (ctx, { keys }) => {
      await reportSecrets(ctx, { reports: keys.map((text) => ({ text })), reporter: "to us" });
      return { received: keys.length };
    },
  },
);
