import { inArray, sql } from "drizzle-orm";
import { mailedTokens, passkeyChallenges, sessions, verifierLeases } from "#drizzle/schema.ts";
import { recordOperatorEvent } from "#lib/audit/record.ts";
import { type Context, inTransaction } from "#lib/context.ts";

/** More marks than an installation draws between two backups. */
const markGap = 1_000_000_000;

/**
 * Makes a database that has been restored from a backup safe to serve. What ended after the backup
 * is there again: sign-ins and emailed links are ended here. Without leases the first process that
 * looks waits for verifiers of before, and no sequence number is used twice.
 */
export async function settleRestore(ctx: Context, takenAt: Date | null): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await tx.db.delete(sessions).where(inArray(sessions.kind, ["portal", "token"]));
    await tx.db.delete(mailedTokens);
    await tx.db.delete(passkeyChallenges);
    await tx.db.delete(verifierLeases);
    await tx.db.execute(
      sql`select setval('verifier_marks', nextval('verifier_marks') + ${markGap}::bigint)`,
    );
    await recordOperatorEvent(tx, null, {
      action: "installation.restored",
      after: { takenAt: takenAt?.toISOString() ?? null },
    });
  });
}
