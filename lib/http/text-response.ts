import type { ReaderText } from "#lib/docs/prepared-text.ts";

/**
 * Creates a text response, or 304 where the caller has it (RFC 9110, section 13.1.2). It contains
 * the host that the caller knows, so no shared cache may keep it.
 */
export function textResponse(
  requestHeaders: Headers,
  { text, etag }: ReaderText,
  contentType: string,
): Response {
  const headers = { ETag: etag, "Cache-Control": "private, no-cache" };
  if (isNoneMatch(requestHeaders.get("if-none-match"), etag)) {
    return new Response(text, { headers: { ...headers, "Content-Type": contentType } });
  }
  return new Response(null, { status: 304, headers });
}

/** Whether the caller's copy of a text is missing or different (RFC 9110, section 13.1.2). */
export function isNoneMatch(header: string | null, etag: string): boolean {
  const tags = (header ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return !tags.includes(etag) && !tags.includes("*");
}
