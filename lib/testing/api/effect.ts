import { setTimeout as sleep } from "node:timers/promises";

/** Less than a response waits for verifiers: one that comes sooner is final. */
const confirmedMs = 1900;

/** Resolves once a change holds everywhere whose response took `tookMs` and named `effectiveAt`. */
export async function untilFinal(effectiveAt: unknown, tookMs: number): Promise<void> {
  if (tookMs < confirmedMs) return;
  await sleep(Math.max(0, Date.parse(String(effectiveAt)) - Date.now() || 0));
}

/** Makes a change, and resolves once it holds everywhere: by its response, or by `Effective-At`. */
export async function makeFinal<T extends string | { headers: Headers }>(
  change: () => Promise<T>,
): Promise<T> {
  const startedAt = performance.now();
  const result = await change();
  const effectiveAt = typeof result === "string" ? result : result.headers.get("effective-at");
  await untilFinal(effectiveAt, performance.now() - startedAt);
  return result;
}
