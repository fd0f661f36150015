import { holdsSecret } from "#lib/text.ts";

const reasonMaxLength = 200;

/**
 * Where a leak was seen, fit to be stored and shown: an http(s) address in its escaped form, without
 * a name and password, or null for anything else and for one that holds a key or token itself.
 */
export function toShownUrl(url: string | null | undefined): string | null {
  if (!url || !URL.canParse(url)) return null;
  const shown = new URL(url);
  if (shown.protocol !== "https:" && shown.protocol !== "http:") return null;
  shown.username = "";
  shown.password = "";
  return holdsSecret(decodeLeniently(shown.href)) ? null : shown.href;
}

/** What the key's record says of its revocation. */
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
