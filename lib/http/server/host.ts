import type { IncomingMessage } from "node:http";

/** RFC 3986 section 3.2.2, but for the escapes and delimiters that no host name on the web has. */
const hostForm = /^(?:[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{0,5})?$/;

/** Whether a text is a host with an optional port that can be part of a URL. */
export function isHost(text: string): boolean {
  return hostForm.test(text) && URL.canParse(`http://${text}`);
}

/** Whether the request names one well-formed host (RFC 9112 section 3.2). */
export function hasValidHost({ headers, httpVersion, rawHeaders }: IncomingMessage): boolean {
  const { host } = headers;
  if (host === undefined) return httpVersion === "1.0";
  let count = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if (rawHeaders[i]?.length === 4 && rawHeaders[i]?.toLowerCase() === "host") count += 1;
  }
  return count === 1 && isHost(host);
}
