import { setTimeout as sleep } from "node:timers/promises";

/** Less than a response's longest wait for verifiers, so a faster one is final. */
const confirmedMs = 1900;

/** Waits until a change is effective everywhere, by its response's duration and `effectiveAt`. */
export async function untilFinal(effectiveAt: unknown, tookMs: number): Promise<void> {
  if (tookMs < confirmedMs) return;
  await sleep(Math.max(0, Date.parse(String(effectiveAt)) - Date.now() || 0));
}

/** Makes a change, and waits until it is effective everywhere. */
export async function makeFinal<T extends string | { headers: Headers }>(
  change: () => Promise<T>,
): Promise<T> {
  const startedAt = performance.now();
  const result = await change();
  const effectiveAt = typeof result === "string" ? result : result.headers.get("effective-at");
  await untilFinal(effectiveAt, performance.now() - startedAt);
  return result;
}
