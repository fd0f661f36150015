import { count, desc, sql } from "drizzle-orm";
import { pageVotes } from "#drizzle/schema.ts";
import type { Context } from "#lib/context.ts";

export interface PageSummary {
  page: string;
  helpful: number;
  unhelpful: number;
  comments: number;
}

/** Counts the votes of each page, least helpful first. For the operator only. */
export function summarizePageVotes({ db }: Context): Promise<PageSummary[]> {
  const unhelpful = sql<number>`(count(*) filter (where not ${pageVotes.isHelpful}))::int`;
  return db
    .select({
      page: pageVotes.page,
      helpful: sql<number>`(count(*) filter (where ${pageVotes.isHelpful}))::int`,
      unhelpful,
      comments: count(pageVotes.comment),
    })
    .from(pageVotes)
    .groupBy(pageVotes.page)
    .orderBy(desc(unhelpful), pageVotes.page);
}
