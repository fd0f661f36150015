import { isId } from "#lib/ids.ts";
import { type ListedVote, listPageVotes } from "#lib/page-votes/list-votes.ts";
import { votedPage } from "#lib/page-votes/schema.ts";
import { summarizePageVotes } from "#lib/page-votes/summarize-votes.ts";
import { type Command, UsageError } from "#scripts/operator/command.ts";
import { toTable } from "#scripts/operator/table.ts";

const nothing = "No feedback yet.";

export const feedbackCommands: Command[] = [
  {
    usage: "feedback list [--page PAGE] [--unhelpful] [--before ID]",
    summary: "list feedback on the documentation, newest first",
    help: [
      "Lists who voted on a page, and their comment. Readers who weren't signed in are shown\n" +
        "as visitors. A reader's later vote on a page replaces the earlier one.",
      "--page lists a single page, such as /docs/secret-scanning; --unhelpful lists only votes that\n" +
        "say No. At most 100 are listed; --before lists those before a vote.",
    ],
    run: async (ctx, _argument, { page, unhelpful, before }) => {
      const isUnhelpfulOnly = unhelpful !== undefined;
      const filters = { page: readPage(page), isUnhelpfulOnly, before: readVoteId(before) };
      const { data, nextCursor } = await listPageVotes(ctx, filters);
      const rows = data.map((vote) => [
        vote.updatedAt,
        vote.page,
        vote.helpful ? "yes" : "no",
        formatVoter(vote),
        // Comments can have several lines.
        vote.comment?.replace(/\s+/g, " ") ?? "",
      ]);
      const table = toTable(["WHEN", "PAGE", "HELPFUL", "WHO", "COMMENT"], rows);
      const more = nextCursor && `For older ones, add --before ${nextCursor}`;
      const text = [table, ...(more ? [more] : [])].join("\n\n");
      return { text: rows.length > 0 ? text : "No votes found.", json: data };
    },
  },
  {
    usage: "feedback summary",
    summary: "count the votes on each page of the documentation",
    help: ["Pages with the most No votes come first."],
    run: async (ctx) => {
      const pages = await summarizePageVotes(ctx);
      const rows = pages.map(({ page, helpful, unhelpful, comments }) => [
        page,
        String(helpful),
        String(unhelpful),
        String(comments),
      ]);
      const text = toTable(["PAGE", "HELPFUL", "NOT HELPFUL", "COMMENTS"], rows);
      return { text: rows.length > 0 ? text : nothing, json: pages };
    },
  },
];

function readPage(text: string | undefined): string | undefined {
  const page = votedPage.optional().safeParse(text);
  if (!page.success) throw new UsageError(page.error.issues[0]?.message);
  return page.data;
}

function readVoteId(text: string | undefined): string | undefined {
  if (text === undefined || isId("vot", text)) return text;
  throw new UsageError("--before takes the id of a vote from the list.");
}

function formatVoter({ userId, email, merchantName }: ListedVote): string {
  if (userId === null) return "a visitor";
  return merchantName === null ? (email ?? userId) : `${email ?? userId} (${merchantName})`;
}
