import type { Verdict } from "#lib/api-keys/schema.ts";
import type { KeySource } from "#lib/api-keys/verify/find-key.ts";
import { type VerifyContext, type VerifyInput, verifyApiKey } from "#lib/api-keys/verify/verify.ts";
import type { Metrics } from "#lib/telemetry/metrics.ts";

export interface Knowledge {
  keys: KeySource;
  metrics: Metrics;
}

/** As `verifyApiKey`, by what the verifier remembers; counts the verdict. */
export async function judge(
  ctx: VerifyContext,
  input: VerifyInput,
  { keys, metrics }: Knowledge,
): Promise<Verdict> {
  const verdict = await verifyApiKey(ctx, input, keys);
  metrics.countVerdict(verdict);
  return verdict;
}
