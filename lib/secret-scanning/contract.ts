import { leakReceiptSchema, reportLeakBody } from "#lib/api-keys/schema.ts";
import type { Operations } from "#lib/operation.ts";
import { githubAlertsBody, githubFeedbackSchema } from "#lib/secret-scanning/schema.ts";

const group = "Verification";

export const secretScanningContract = {
  reportLeak: {
    method: "post",
    path: "/api/v1/api-keys/report-leak",
    group,
    summary: "Report leaked API keys",
    description:
      "Reports full keys or API tokens found in public. Anyone can call this. Valid ones are revoked permanently and their owners are notified. The response doesn't say which ones were valid.",
    access: "anyone",
    rateLimit: "report-leak",
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
  receiveGithubAlerts: {
    method: "post",
    path: "/api/v1/secret-scanning/github",
    group,
    summary: "Receive alerts of GitHub's secret scanning",
    description:
      "For GitHub's secret scanning partner program, which signs its requests. Only works if the operator has set it up.",
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
} as const satisfies Operations;
