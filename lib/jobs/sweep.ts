import { forgetAnswers } from "#lib/api-keys/create/replay.ts";
import { remindOfExpiry } from "#lib/api-keys/hygiene/remind-of-expiry.ts";
import { settleRotations } from "#lib/api-keys/rotation/settle-rotations.ts";
import { addAuditPartitions } from "#lib/audit/partitions.ts";
import { sealAuditLog } from "#lib/audit/seal.ts";
import type { Context } from "#lib/context.ts";
import { warnOfLateQueues } from "#lib/jobs/queue-load.ts";
import { resealSecrets } from "#lib/jobs/reseal.ts";
import { log } from "#lib/log.ts";
import { forgetChallenges } from "#lib/second-factor/passkey-challenge.ts";
import { forgetDevices } from "#lib/sessions/known-devices.ts";

const sweeps = {
  addAuditPartitions,
  settleRotations,
  remindOfExpiry,
  forgetAnswers,
  forgetChallenges,
  forgetDevices,
  resealSecrets,
  sealAuditLog,
  warnOfLateQueues,
};

/** Does periodic work, each part even if another one fails. */
export async function sweep(ctx: Context): Promise<void> {
  for (const [name, run] of Object.entries(sweeps)) {
    await run(ctx).catch((error) => {
      log.error({ err: error, sweep: name, requestId: ctx.request.id }, "sweep failed");
    });
  }
}
