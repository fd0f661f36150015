import type { ReaderText } from "#lib/docs/prepared-text.ts";

/**
 * A text for whoever asks, or 304 where they have it already (RFC 9110, section 13.1.2). It names the
 * host that the reader knows, so no cache may share it.
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

/** Whether the reader of a text has none, or another one (RFC 9110, section 13.1.2). */
export function isNoneMatch(header: string | null, etag: string): boolean {
  const tags = (header ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return !tags.includes(etag) && !tags.includes("*");
}
