import { createHmac } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { pageVotes } from "#drizzle/schema.ts";
import { type Context, inTransaction, type MerchantContext, requirePerson } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
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
  const visitor = visitorId === null ? null : hashVisitorId(ctx, visitorId);
  const voter = caller?.caller.userId ?? visitor;
  if (voter === null) throw new Error("A vote needs a voter");
  return inTransaction(ctx, async (tx) => {
    const isSignedIn = voter !== visitor;
    const earlier = isSignedIn && visitor ? await takeVote(tx, input.page, visitor) : undefined;
    const kept = earlier?.helpful === input.helpful ? earlier.comment : null;
    return putVote(tx, { ...input, comment: input.comment ?? kept }, voter, caller);
  });
}

function hashVisitorId({ secrets }: Context, visitorId: string): string {
  return createHmac("sha256", secrets.visitor).update(visitorId).digest("base64url");
}

const voteColumns = {
  page: pageVotes.page,
  helpful: pageVotes.isHelpful,
  comment: pageVotes.comment,
};

async function takeVote(
  { db }: Context,
  page: string,
  voter: string,
): Promise<PageVote | undefined> {
  const [taken] = await db
    .delete(pageVotes)
    .where(and(eq(pageVotes.page, page), eq(pageVotes.voter, voter)))
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
