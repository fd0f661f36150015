import {
  leakReceiptSchema,
  reportLeakBody,
  verdictSchema,
  verifyBody,
  whoamiSchema,
} from "#lib/api-keys/schema.ts";
import type { Operation } from "#lib/reference/operation.ts";
import { githubAlertsBody, githubFeedbackSchema } from "#lib/secret-scanning/schema.ts";

const group = "Verification";

const identity = {
  merchantId: "mer_01kawxqw2pe6bvn0q0v9w8x7yz",
  applicationId: "app_uk_store_123",
  keyId: "key_uuid_888",
  environment: "live",
  scopes: ["payments:read", "payments:write"],
} as const;

export const verificationOperations: Operation[] = [
  {
    id: "whoami",
    method: "get",
    path: "/api/v1/whoami",
    group,
    summary: "See whose API key this is",
    description:
      "Answers whose key it was called with, sent as `Authorization: Bearer ks_live_…` or as `X-API-Key`. A key that does not verify is a 401, and one over its rate limit a 429.",
    access: "api-key",
    success: {
      status: 200,
      description: "Whose key it is, and what it may do",
      schema: whoamiSchema,
      example: identity,
    },
  },
  {
    id: "verifyApiKey",
    method: "post",
    path: "/api/v1/api-keys/verify",
    group,
    summary: "Verify an API key",
    description:
      "For the platform's own backends, which prove themselves by a service token of the operator's with the scope `verify`: whether a key that somebody showed is good. A key that is not good is an answer with a `code`, no error. A call that nothing else refuses counts against the key's rate limit.",
    access: "service",
    body: verifyBody,
    bodyExample: { key: "YOUR_API_KEY", scope: "payments:read", ip: "203.0.113.7" },
    success: {
      status: 200,
      description: "The verdict",
      schema: verdictSchema,
      example: { valid: true, ...identity, expiresAt: null },
    },
    errors: {
      forbidden: "The service token doesn't have the scope `verify`",
    },
  },
  {
    id: "reportLeak",
    method: "post",
    path: "/api/v1/api-keys/report-leak",
    group,
    summary: "Report leaked API keys",
    description:
      "Anybody who has found full keys or API tokens in public can report them here. Good ones are revoked for good, and their owners are told. The answer does not say which were good.",
    access: "anyone",
    body: reportLeakBody,
    bodyExample: { keys: ["YOUR_API_KEY"] },
    awaitsEffect: true,
    success: {
      status: 200,
      description: "How many keys were received",
      schema: leakReceiptSchema,
      example: { received: 1 },
    },
  },
  {
    id: "receiveGithubAlerts",
    method: "post",
    path: "/api/v1/secret-scanning/github",
    group,
    summary: "Receive alerts of GitHub's secret scanning",
    description:
      "For GitHub's secret scanning partner programme, which signs what it sends. It takes effect where the operator has set it up.",
    access: "anyone",
    headers: {
      "Github-Public-Key-Identifier": { description: "Which of GitHub's keys signed the body" },
      "Github-Public-Key-Signature": { description: "The signature of the body, in base64" },
    },
    body: githubAlertsBody,
    bodyExample: [
      {
        token: "YOUR_API_KEY",
        type: "keysmith_api_key",
        url: "https://github.com/shop/checkout/blob/main/.env",
      },
    ],
    awaitsEffect: true,
    success: {
      status: 200,
      description: "A word on each alert",
      schema: githubFeedbackSchema,
      example: [
        {
          token_hash: "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
          token_type: "keysmith_api_key",
          label: "true_positive",
        },
      ],
    },
    errors: {
      unauthorized: "The signature is missing or not GitHub's",
    },
  },
];
