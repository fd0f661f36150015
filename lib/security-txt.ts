const validDays = 180;

interface SecurityTxt {
  /** A mailto: or https: URL. */
  contact: string;
  /** URL of the portal. */
  url: string;
  now: Date;
}

/** Writes a security.txt (RFC 9116). It expires, so that nobody trusts a forgotten copy. */
export function writeSecurityTxt({ contact, url, now }: SecurityTxt): string {
  const expires = new Date(now.getTime() + validDays * 24 * 3600 * 1000);
  return [
    `Contact: ${contact}`,
    `Expires: ${expires.toISOString().slice(0, 10)}T00:00:00Z`,
    "Preferred-Languages: en",
    `Canonical: ${url}/.well-known/security.txt`,
    "",
  ].join("\n");
}
