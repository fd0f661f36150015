import { setTimeout as sleep } from "node:timers/promises";

/** Less than a response waits for verifiers: one that comes sooner is final. */
const confirmedMs = 1900;

/** Makes a change, and resolves once it holds everywhere: by its response, or by `Effective-At`. */
export async function makeFinal<T extends string | { headers: Headers }>(
  change: () => Promise<T>,
): Promise<T> {
  const startedAt = performance.now();
  const result = await change();
  if (performance.now() - startedAt < confirmedMs) return result;
  const effectiveAt = typeof result === "string" ? result : result.headers.get("effective-at");
  await sleep(Math.max(0, Date.parse(effectiveAt ?? "") - Date.now() || 0));
  return result;
}
