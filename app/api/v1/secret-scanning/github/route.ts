import { defineRoute, openEndpoint } from "#lib/http/route.ts";
import { receiveGithubAlerts } from "#lib/secret-scanning/receive-github-alerts.ts";
import { githubAlertsBody } from "#lib/secret-scanning/schema.ts";
import { requireGithubSignature } from "#lib/secret-scanning/signature.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: openEndpoint({
    proveBody: (bytes, { request, env }) =>
      requireGithubSignature(env.GITHUB_SECRET_SCANNING_KEYS_URL, request.headers, bytes),
    body: githubAlertsBody,
    awaitsEffect: true,
    run: (ctx, { body }) => receiveGithubAlerts(ctx, body),
  }),
});
