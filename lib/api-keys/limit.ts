import { eq, sql } from "drizzle-orm";
import { applications } from "#drizzle/schema.ts";
import { isActive } from "#lib/api-keys/record.ts";
import { lockApplication } from "#lib/applications/lock.ts";
import { type Context, inTransaction } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";

/**
 * Counts in a statement of its own after the lock, so that it sees the previous holder's changes.
 */
const activeKeys = (applicationId: string) => sql`(
  select count(*)::int from api_keys k
  where k.application_id = ${applicationId} and k.revoked_at is null and ${sql.raw(isActive)}
)`;

/** Recounts an application's active keys. Throws `conflict` if there is no room for another one. */
export async function recountActiveKeys(ctx: Context, applicationId: string): Promise<void> {
  const room = await inTransaction(ctx, async (tx) => {
    await lockApplication(tx, applicationId);
    return countRoom(tx, applicationId, 0);
  });
  requireRoom(room);
}

/**
 * Takes a place for a key that becomes active again, in the transaction of `ctx`. Throws
 * `conflict` at the limit.
 */
export async function takeKeySlot(ctx: Context, applicationId: string): Promise<void> {
  await lockApplication(ctx, applicationId);
  requireRoom(await countRoom(ctx, applicationId, 1));
}

interface Room {
  active: number;
  limit: number;
}

function requireRoom({ active, limit }: Room): void {
  if (active < limit) return;
  const problem = `This application has ${limit} active API keys, which is the limit`;
  throw new AppError("conflict", `${problem}. Revoke one first`);
}

/** The operator's limit for the merchant, or else that for all. */
const limit = ({ config }: Context) => sql<number>`(
  select coalesce(
    (overrides->>'activeKeysPerApplication')::int, ${config.limits.activeKeysPerApplication}::int
  ) from merchants where merchants.id = ${applications.merchantId}
)`;

async function countRoom(ctx: Context, applicationId: string, taken: number): Promise<Room> {
  const { db } = ctx;
  const [row] = await db
    .update(applications)
    .set({ activeKeyBound: sql`${activeKeys(applicationId)} + ${taken}::int` })
    .where(eq(applications.id, applicationId))
    .returning({ bound: applications.activeKeyBound, limit: limit(ctx) });
  if (!row) throw new AppError("not_found");
  return { active: row.bound - taken, limit: row.limit };
}
