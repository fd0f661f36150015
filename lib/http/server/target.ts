/** RFC 3986's path characters, what browsers leave bare besides, and escapes of no control character. */
const pathForm =
  /^\/(?:[A-Za-z0-9._~!$&'()*+,;=:@|[\]/-]|%(?:[2-6][0-9A-F]|7[0-9A-E]|[89A-F][0-9A-F]))*$/;
const emptyOrDotSegment = /\/(?:\/|\.{1,2}(?:\/|$))/;
const hiddenSlash = /%(?:2F|5C)/;
const apiPath = /^\/api(?:\/|$)/;

/**
 * Normalizes a request's path and query, so that checks by path hold for the route that handles it.
 * Null for a path with an empty or dot segment, a control character, invalid UTF-8 or a fragment.
 */
export function normalizeTarget(target: string): string | null {
  const [, written = "", query = ""] = /^([^?#]*)(\?[^#]*)?$/.exec(target) ?? [];
  const path = unescapeUnreserved(written);
  if (!pathForm.test(path) || emptyOrDotSegment.test(path) || !isUtf8(path)) return null;
  if (!isApiPath(path)) return hiddenSlash.test(path) ? null : path + query;
  return path.replace(/\/$/, "") + query;
}

/** Returns the path of a target, without its query. */
export function getPath(target: string): string {
  return target.split("?", 1)[0] ?? "";
}

export function isApiPath(path: string): boolean {
  return apiPath.test(path);
}

/** RFC 3986 section 6.2.2.2: `%61` and `a` are the same, and `%2f` is `%2F`. */
function unescapeUnreserved(path: string): string {
  if (!path.includes("%")) return path;
  return path.replace(/%[0-9a-f]{2}/gi, (escaped) => {
    const character = String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
    return /[A-Za-z0-9._~-]/.test(character) ? character : escaped.toUpperCase();
  });
}

function isUtf8(path: string): boolean {
  try {
    return !path.includes("%") || decodeURIComponent(path) !== "";
  } catch {
    return false;
  }
}
