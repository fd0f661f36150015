import { asc, eq, sql } from "drizzle-orm";
import { applications, memberships, users } from "#drizzle/schema.ts";
import type { AuditChoices } from "#lib/audit/schema.ts";
import { type MerchantContext, requirePermission } from "#lib/context.ts";

const maxChoices = 500;

/** The merchant's applications, deleted ones too, and its people. Throws `forbidden`. */
export async function listAuditChoices(ctx: MerchantContext): Promise<AuditChoices> {
  requirePermission(ctx, "audit:read");
  const { db, merchantId } = ctx;
  const [ofApplications, ofPeople] = await Promise.all([
    db
      .select({ id: applications.id, name: applications.name })
      .from(applications)
      .where(eq(applications.merchantId, merchantId))
      .orderBy(asc(applications.name), asc(applications.id))
      .limit(maxChoices),
    db
      .select({ id: users.id, email: sql<string>`coalesce(${users.email}, ${users.name})` })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(eq(memberships.merchantId, merchantId))
      .orderBy(asc(users.email))
      .limit(maxChoices),
  ]);
  return { applications: ofApplications, people: ofPeople };
}
