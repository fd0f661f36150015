import { remindOfExpiry } from "#lib/api-keys/remind-of-expiry.ts";
import { forgetAnswers } from "#lib/api-keys/replay.ts";
import { settleRotations } from "#lib/api-keys/settle-rotations.ts";
import type { Context } from "#lib/context.ts";
import { warnOfLateQueues } from "#lib/jobs/queue-load.ts";
import { log } from "#lib/log.ts";
import { forgetChallenges } from "#lib/second-factor/passkey-challenge.ts";
import { forgetDevices } from "#lib/sessions/known-devices.ts";

const sweeps = {
  settleRotations,
  remindOfExpiry,
  forgetAnswers,
  forgetChallenges,
  forgetDevices,
  warnOfLateQueues,
};

/** Does what is due because time has passed, each part even where another one fails. */
export async function sweep(ctx: Context): Promise<void> {
  for (const [name, run] of Object.entries(sweeps)) {
    await run(ctx).catch((error) => {
      log.error({ err: error, sweep: name, requestId: ctx.request.id }, "sweep failed");
    });
  }
}
