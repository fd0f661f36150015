import { and, desc, eq, lt } from "drizzle-orm";
import { merchants, pageVotes, users } from "#drizzle/schema.ts";
import type { Context } from "#lib/context.ts";
import { pastTheLastId } from "#lib/ids.ts";
import { toMoment } from "#lib/moment.ts";
import type { PageVote } from "#lib/page-votes/schema.ts";
import type { Page } from "#lib/schema.ts";

const listedVotes = 100;

export interface ListedVote extends PageVote {
  id: string;
  /** Null for a visitor. */
  userId: string | null;
  email: string | null;
  /** The merchant that the person was signed in to. */
  merchantId: string | null;
  merchantName: string | null;
  createdAt: string;
  updatedAt: string;
}

interface VoteFilters {
  page?: string;
  isUnhelpfulOnly?: boolean;
  /** Id of a vote: returns only earlier ones. */
  before?: string;
}

/** Lists up to 100 votes with their voters, newest first. For the operator only. */
export async function listPageVotes(
  { db }: Context,
  { page, isUnhelpfulOnly = false, before = pastTheLastId }: VoteFilters,
): Promise<Page<ListedVote>> {
  const rows = await db
    .select({
      id: pageVotes.id,
      page: pageVotes.page,
      helpful: pageVotes.isHelpful,
      comment: pageVotes.comment,
      userId: pageVotes.userId,
      email: users.email,
      merchantId: pageVotes.merchantId,
      merchantName: merchants.name,
      createdAt: pageVotes.createdAt,
      updatedAt: pageVotes.updatedAt,
    })
    .from(pageVotes)
    .leftJoin(users, eq(users.id, pageVotes.userId))
    .leftJoin(merchants, eq(merchants.id, pageVotes.merchantId))
    .where(
      and(
        lt(pageVotes.id, before),
        page === undefined ? undefined : eq(pageVotes.page, page),
        isUnhelpfulOnly ? eq(pageVotes.isHelpful, false) : undefined,
      ),
    )
    .orderBy(desc(pageVotes.id))
    .limit(listedVotes + 1);
  const data = rows.slice(0, listedVotes).map((row) => ({
    ...row,
    createdAt: toMoment(row.createdAt),
    updatedAt: toMoment(row.updatedAt),
  }));
  const hasMore = rows.length > listedVotes;
  return { data, nextCursor: hasMore ? (data.at(-1)?.id ?? null) : null };
}
