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

/** Recounts an application's active keys. Returns whether there is room for another one. */
export async function recountActiveKeys(ctx: Context, applicationId: string): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    await lockApplication(tx, applicationId);
    return hasRoom(tx, applicationId, 0);
  });
}

/**
 * Takes a place for a key that becomes active again, in the transaction of `ctx`. Throws
 * `conflict` at the limit.
 */
export async function takeKeySlot(ctx: Context, applicationId: string): Promise<void> {
  await lockApplication(ctx, applicationId);
  if (!(await hasRoom(ctx, applicationId, 1))) throw keyLimitReached(ctx);
}

export function keyLimitReached({ config }: Context): AppError {
  const limit = config.limits.activeKeysPerApplication;
  return new AppError(
    "conflict",
    `This application has ${limit} active API keys, which is the limit. Revoke one first`,
  );
}

async function hasRoom({ db, config }: Context, applicationId: string, taken: number) {
  const [row] = await db
    .update(applications)
    .set({ activeKeyBound: sql`${activeKeys(applicationId)} + ${taken}::int` })
    .where(eq(applications.id, applicationId))
    .returning({ bound: applications.activeKeyBound });
  return row !== undefined && row.bound - taken < config.limits.activeKeysPerApplication;
}
