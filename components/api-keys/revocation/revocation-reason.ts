const leakWord = "Leaked";

/** Like the server: a reason that starts like this makes the key non-restorable. */
export function speaksOfLeak(reason: string): boolean {
  return /^leak/i.test(reason.trim());
}

/** Returns the stored reason; a leak comes first, where the server looks for it. */
export function toReason(reason: string | undefined, hasLeaked: boolean): string | undefined {
  const text = reason?.trim() ?? "";
  if (!hasLeaked || speaksOfLeak(text)) return text || undefined;
  return text === "" ? leakWord : `${leakWord}: ${text}`;
}
