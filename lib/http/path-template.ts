/**
 * The path with the names of its parameters in the place of what a caller put there, which may be
 * anything; `other` where that cannot be found.
 */
export function toTemplate(url: string, params: Record<string, string>): string {
  const segments = new URL(url).pathname.split("/");
  for (const [name, value] of Object.entries(params)) {
    const place = segments.findLastIndex((segment) =>
      [value, encodeURIComponent(value.toWellFormed())].includes(segment),
    );
    if (place < 0) return "other";
    segments[place] = `{${name}}`;
  }
  return segments.join("/");
}
