import { recordOperatorEvent } from "#lib/audit/record.ts";
import type { Context } from "#lib/context.ts";

/** Records a backup, so that its age is known. */
export async function recordBackup(
  ctx: Context,
  backup: { takenAt: Date; bytes: number },
): Promise<void> {
  await recordOperatorEvent(ctx, null, {
    action: "installation.backed_up",
    after: { takenAt: backup.takenAt.toISOString(), bytes: backup.bytes },
  });
}
