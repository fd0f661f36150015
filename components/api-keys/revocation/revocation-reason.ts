const leakWord = "Leaked";

/** As the server reads it: a reason that begins so means that there is no way back. */
export function speaksOfLeak(reason: string): boolean {
  return /^leak/i.test(reason.trim());
}

/** The reason as it is kept: a leak stands in front, where the server looks for it. */
export function toReason(reason: string | undefined, hasLeaked: boolean): string | undefined {
  const text = reason?.trim() ?? "";
  if (!hasLeaked || speaksOfLeak(text)) return text || undefined;
  return text === "" ? leakWord : `${leakWord}: ${text}`;
}
