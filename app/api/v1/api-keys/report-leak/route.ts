import { reportSecrets } from "#lib/auth/report-secrets.ts";
import { implement } from "#lib/http/implement.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/api-keys/report-leak",
  {
    // The response is the same for a key and any other text, so it does not reveal what was found.
    reportLeak: async (ctx, { keys }) => {
      await reportSecrets(ctx, { reports: keys.map((text) => ({ text })), reporter: "to us" });
      return { received: keys.length };
    },
  },
);
