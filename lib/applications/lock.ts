import { eq } from "drizzle-orm";
import { applications } from "#drizzle/schema.ts";
import type { Context } from "#lib/context.ts";

/** Blocks additions of active keys until the transaction of `ctx` ends. */
export async function lockApplication({ db }: Context, applicationId: string): Promise<void> {
  await db
    .select({ id: applications.id })
    .from(applications)
    .where(eq(applications.id, applicationId))
    .for("no key update");
}
