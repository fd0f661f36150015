import { holdsSecret } from "#lib/text.ts";

const reasonMaxLength = 200;

/**
 * Returns the http(s) URL of a leak in its escaped form, without credentials, or null for anything
 * else and for a URL that holds a key or token itself.
 */
export function toShownUrl(url: string | null | undefined): string | null {
  if (!url || !URL.canParse(url)) return null;
  const shown = new URL(url);
  if (shown.protocol !== "https:" && shown.protocol !== "http:") return null;
  shown.username = "";
  shown.password = "";
  return holdsSecret(decodeLeniently(shown.href)) ? null : shown.href;
}

/** Returns the reason of the revocation, for the key's record. */
export function leakReason(reporter: string, url: string | null): string {
  const reason = `Leaked: reported ${reporter}${url === null ? "" : `, ${url}`}`;
  return reason.length > reasonMaxLength ? `${reason.slice(0, reasonMaxLength - 1)}…` : reason;
}

function decodeLeniently(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
