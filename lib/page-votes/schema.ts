import { z } from "zod";
import { commentMaxLength } from "#lib/page-votes/constants.ts";
import { linesOfText, missingOr } from "#lib/schema.ts";

const pageMaxLength = 200;

const pageForm = /^\/docs(?:\/[a-z0-9-]+)*$/;

/** Path of a page of the documentation, which need not exist. */
export const votedPage = z
  .string({ error: (issue) => missingOr(issue.input, "The page", "must be text") })
  .max(pageMaxLength, { error: `The page must be at most ${pageMaxLength} characters long` })
  .regex(pageForm, { error: "The page must be a path such as /docs/secret-scanning" })
  .meta({ description: "Path of the page", example: "/docs/guides/quick-start" });

const comment = linesOfText("The comment", commentMaxLength).meta({
  description: "What was missing, or what was good",
  example: "An example with two scopes would help.",
});

export const votePageBody = z.strictObject({
  page: votedPage,
  helpful: z
    .boolean({
      error: (issue) => missingOr(issue.input, "Whether it was helpful", "must be true or false"),
    })
    .meta({ description: "Whether the page was helpful", example: false }),
  comment: comment.optional(),
});
export type VotePageBody = z.infer<typeof votePageBody>;

/** Fields of the comment form. */
export const voteCommentForm = z.strictObject({ comment });

export const pageVoteSchema = z
  .object({
    page: z.string().meta({ description: "Path of the page", example: "/docs/guides/quick-start" }),
    helpful: z.boolean().meta({ description: "Whether it was helpful", example: false }),
    comment: z
      .string()
      .nullable()
      .meta({ description: "The comment that is kept, if there is one" }),
  })
  .meta({ id: "PageVote" });
export type PageVote = z.infer<typeof pageVoteSchema>;
