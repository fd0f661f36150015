import { reportSecrets } from "#lib/auth/report-secrets.ts";
import { issuerOf } from "#lib/http/caller.ts";
import { defineRoute, openEndpoint } from "#lib/http/route.ts";
import { toFeedback } from "#lib/secret-scanning/feedback.ts";
import { githubAlertsBody } from "#lib/secret-scanning/schema.ts";
import { requireGithubSignature } from "#lib/secret-scanning/signature.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: openEndpoint({
    proveBody: (bytes, { request, env }) =>
      requireGithubSignature(env.GITHUB_SECRET_SCANNING_KEYS_URL, request.headers, bytes),
    body: githubAlertsBody,
    awaitsEffect: true,
    run: async (ctx, { body }, { env }) => {
      const reports = body.map(({ token, url }) => ({ text: token, url }));
      const input = { reports, reporter: "by GitHub", issuer: issuerOf(env) };
      return toFeedback(body, await reportSecrets(ctx, input));
    },
  }),
});
