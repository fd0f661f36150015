/** A text in Markdown. It names the host that the reader knows, so no cache may share it. */
export function markdownResponse(text: string, type: "markdown" | "plain" = "markdown"): Response {
  const headers = { "Content-Type": `text/${type}; charset=utf-8`, "Cache-Control": "private" };
  return new Response(text, { headers });
}
