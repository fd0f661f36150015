import { reportSecrets } from "#lib/auth/report-secrets.ts";
import { implement } from "#lib/http/implement.ts";
import { toFeedback } from "#lib/secret-scanning/feedback.ts";
import { requireGithubSignature } from "#lib/secret-scanning/signature.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/secret-scanning/github",
  {
    receiveGithubAlerts: {
      proveBody: (bytes, { request, env }) =>
        requireGithubSignature(env.GITHUB_SECRET_SCANNING_KEYS_URL, request.headers, bytes),
      run: async (ctx, { body }) => {
        const reports = body.map(({ token, url }) => ({ text: token, url }));
        return toFeedback(body, await reportSecrets(ctx, { reports, reporter: "by GitHub" }));
      },
    },
  },
);
