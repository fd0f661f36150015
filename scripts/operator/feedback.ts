import { isId } from "#lib/ids.ts";
import { type ListedVote, listPageVotes } from "#lib/page-votes/list-votes.ts";
import { votedPage } from "#lib/page-votes/schema.ts";
import { summarizePageVotes } from "#lib/page-votes/summarize-votes.ts";
import { type Command, UsageError } from "#scripts/operator/command.ts";
import { toTable } from "#scripts/operator/table.ts";

const nothing = "Nobody has said yet whether a page was helpful.";

export const feedbackCommands: Command[] = [
  {
    usage: "feedback list [--page PAGE] [--unhelpful] [--before ID]",
    summary: "show what readers say of the documentation, the newest first",
    help: [
      "Who voted on a page, and their comment. Of somebody who was not signed in no more is known\n" +
        "than that they are a visitor. Whoever votes again on a page replaces what they said of it.",
      "--page shows a single page, such as /docs/secret-scanning; --unhelpful only the votes that\n" +
        "say No. At most 100 are shown; --before goes on with those before a vote.",
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
      const more = nextCursor && `There are older ones: add --before ${nextCursor}`;
      const text = [table, ...(more ? [more] : [])].join("\n\n");
      return { text: rows.length > 0 ? text : "There is no such vote.", json: data };
    },
  },
  {
    usage: "feedback summary",
    summary: "count the votes on each page of the documentation",
    help: ["The page with the most votes that say No comes first."],
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
  throw new UsageError("--before takes the id of a vote, as the list before it tells.");
}

function formatVoter({ userId, email, merchantName }: ListedVote): string {
  if (userId === null) return "a visitor";
  return merchantName === null ? (email ?? userId) : `${email ?? userId} (${merchantName})`;
}
