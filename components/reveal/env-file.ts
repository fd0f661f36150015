/** What a secret is, in the words of the dialog. */
export type SecretNoun = "key" | "token";

/** One line only: a description in it could break out of a comment and set other variables. */
export function toEnvLine(noun: SecretNoun, secret: string): string {
  return `KEYSMITH_API_${noun.toUpperCase()}=${secret}`;
}

/** A file name that every system takes: "Kassenserver Süd" becomes kassenserver-sud.env. */
export function toEnvFileName(noun: SecretNoun, name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return `${plain || `api-${noun}`}.env`;
}
