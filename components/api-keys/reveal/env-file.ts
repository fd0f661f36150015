/** One line only: a description in it could break out of a comment and set other variables. */
export function toEnvLine(fullKey: string): string {
  return `KEYSMITH_API_KEY=${fullKey}`;
}

/** A file name that every system takes: "Kassenserver Süd" becomes kassenserver-sud.env. */
export function toEnvFileName(description: string): string {
  const name = description
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return `${name || "api-key"}.env`;
}
