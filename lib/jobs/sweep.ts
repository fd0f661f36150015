import { remindOfExpiry } from "#lib/api-keys/remind-of-expiry.ts";
import { forgetAnswers } from "#lib/api-keys/replay.ts";
import { settleRotations } from "#lib/api-keys/settle-rotations.ts";
import type { Context } from "#lib/context.ts";

const sweeps = [settleRotations, remindOfExpiry, ({ db }: Context) => forgetAnswers(db)];

/** What is due because time has passed; each part even where another one fails, which it throws. */
export async function sweep(ctx: Context): Promise<void> {
  const errors: unknown[] = [];
  for (const run of sweeps) await run(ctx).catch((error) => errors.push(error));
  if (errors.length > 0) throw new AggregateError(errors, "Not everything was swept");
}
