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
      "Keeps a reader's opinion of a page of this documentation, for the operator to read. Each person has one vote a page, which a later one replaces. A caller without a token sends an `Origin` header with this server's own address, as a browser does; a machine's token is refused.",
    access: "visitor",
    rateLimit: "page-vote",
    body: votePageBody,
    bodyExample: vote,
    success: {
      status: 200,
      description: "The vote as it is kept",
      schema: pageVoteSchema,
      example: vote,
    },
    errors: {
      unauthorized: "A token was sent that is not good",
      forbidden: "The request comes from a page of another site, or from a machine",
    },
  },
} as const satisfies Operations;
