import { and, eq, inArray } from "drizzle-orm";
import { memberships, users } from "#drizzle/schema.ts";
import type { Context } from "#lib/context.ts";
import { composeMail, type Letter } from "#lib/letters/letter.ts";
import { findRolesWith } from "#lib/merchants/permissions.ts";

/** Lists the emails of members who may manage keys. */
export async function listDeveloperEmails(ctx: Context, merchantId: string): Promise<string[]> {
  const rows = await ctx.db
    .select({ email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.merchantId, merchantId),
        inArray(memberships.role, findRolesWith("api-keys:write")),
      ),
    )
    .orderBy(users.email);
  return rows.flatMap(({ email }) => email ?? []);
}

/** Queues an email to each developer of a merchant, in the transaction of `ctx`. */
export async function notifyDevelopers(
  ctx: Context,
  merchantId: string,
  letter: Letter,
): Promise<void> {
  const emails = await listDeveloperEmails(ctx, merchantId);
  const mail = composeMail(ctx, letter);
  await ctx.mail.queue(
    ctx.db,
    emails.map((to) => ({ to, ...mail })),
  );
}
