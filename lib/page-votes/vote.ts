import { and, eq, inArray, sql } from "drizzle-orm";
import { pageVotes } from "#drizzle/schema.ts";
import { type Context, inTransaction, type MerchantContext, requirePerson } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import { computeHmacs } from "#lib/key-ring.ts";
import type { PageVote, VotePageBody } from "#lib/page-votes/schema.ts";

export interface Voter {
  /** The signed-in member, if any. */
  caller: MerchantContext | null;
  /** Id of a signed-out visitor's browser. */
  visitorId: string | null;
}

/**
 * Stores a vote on a page in place of the earlier one. An earlier comment stays if the new vote has
 * none and the same opinion. A person's vote replaces the one from their browser while signed out.
 * Throws `forbidden` for a machine.
 */
export async function votePage(
  ctx: Context,
  input: VotePageBody,
  { caller, visitorId }: Voter,
): Promise<PageVote> {
  if (caller) requirePerson(caller);
  const visitors = visitorId === null ? [] : hashVisitorId(ctx, visitorId);
  const voter = caller?.caller.userId ?? visitors[0];
  if (voter === undefined) throw new Error("Send a token, or call this from a browser");
  return inTransaction(ctx, async (tx) => {
    const others = visitors.filter((visitor) => visitor !== voter);
    const earlier = await takeVote(tx, input.page, others);
    const kept = earlier?.helpful === input.helpful ? earlier.comment : null;
    return putVote(tx, { ...input, comment: input.comment ?? kept }, voter, caller);
  });
}

/** Returns the names of a visitor under each version of the secret, that of new votes first. */
function hashVisitorId({ secrets }: Context, visitorId: string): string[] {
  return computeHmacs(secrets.visitor, visitorId).map(({ hash }) => hash.toString("base64url"));
}

const voteColumns = {
  page: pageVotes.page,
  helpful: pageVotes.isHelpful,
  comment: pageVotes.comment,
};

async function takeVote(
  { db }: Context,
  page: string,
  voters: string[],
): Promise<PageVote | undefined> {
  if (voters.length === 0) return undefined;
  const [taken] = await db
    .delete(pageVotes)
    .where(and(eq(pageVotes.page, page), inArray(pageVotes.voter, voters)))
    .returning(voteColumns);
  return taken;
}

async function putVote(
  { db }: Context,
  { page, helpful, comment }: PageVote,
  voter: string,
  member: MerchantContext | null,
): Promise<PageVote> {
  const id = newId("vot");
  const opinion = { id, merchantId: member?.merchantId ?? null, isHelpful: helpful };
  const earlierComment = sql`case when ${pageVotes.isHelpful} = ${helpful} then ${pageVotes.comment} end`;
  const [kept] = await db
    .insert(pageVotes)
    .values({ ...opinion, page, voter, userId: member?.caller.userId ?? null, comment })
    .onConflictDoUpdate({
      target: [pageVotes.page, pageVotes.voter],
      set: { ...opinion, comment: comment ?? earlierComment, updatedAt: sql`now()` },
    })
    .returning(voteColumns);
  if (!kept) throw new Error("The vote was not kept");
  return kept;
}
