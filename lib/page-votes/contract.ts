import type { Operations } from "#lib/operation.ts";
import { pageVoteSchema, votePageBody } from "#lib/page-votes/schema.ts";

const vote = {
  page: "/docs/guides/quick-start",
  helpful: false,
  comment: "An example with two scopes would help.",
};

export const pageVoteContract = {
  votePage: {
    method: "put",
    path: "/api/v1/page-votes",
    group: "Reference",
    summary: "Say whether a page was helpful",
    description:
      "Records a reader's feedback on a page of this documentation. Each person has one vote per page, and a later vote replaces it. Without a token, the request needs an `Origin` header with this server's origin, as browsers send it. Machine tokens are refused.",
    access: "visitor",
    rateLimit: "page-vote",
    body: votePageBody,
    bodyExample: vote,
    success: {
      status: 200,
      description: "The recorded vote",
      schema: pageVoteSchema,
      example: vote,
    },
    errors: {
      unauthorized: "The token is invalid",
      forbidden: "The request comes from a page of another site, or from a machine",
    },
  },
} as const satisfies Operations;
