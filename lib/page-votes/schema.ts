import { z } from "zod";
import { linesOfText, missingOr } from "#lib/schema.ts";

export const commentMaxLength = 1000;
const pageMaxLength = 200;

const pageForm = /^\/docs(?:\/[a-z0-9-]+)*$/;

/** Path of a page of the documentation, whether there is such a page or not. */
export const votedPage = z
  .string({ error: (issue) => missingOr(issue.input, "The page", "must be text") })
  .max(pageMaxLength, { error: `The page must be at most ${pageMaxLength} characters long` })
  .regex(pageForm, { error: "The page must be a path such as /docs/secret-scanning" });

const comment = linesOfText("The comment", commentMaxLength);

export const votePageBody = z.strictObject({
  page: votedPage,
  helpful: z.boolean({
    error: (issue) => missingOr(issue.input, "Whether it was helpful", "must be true or false"),
  }),
  comment: comment.optional(),
});
export type VotePageBody = z.infer<typeof votePageBody>;

/** What the form for a comment holds. */
export const voteCommentForm = z.strictObject({ comment });

export const pageVoteSchema = z.object({
  page: z.string(),
  helpful: z.boolean(),
  comment: z.string().nullable(),
});
export type PageVote = z.infer<typeof pageVoteSchema>;
