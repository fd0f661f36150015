/** Name of a secret in the dialog's texts. */
export type SecretNoun = "key" | "token";

/** A single line: a description in it could end a comment and set other variables. */
export function toEnvLine(variablePrefix: string, noun: SecretNoun, secret: string): string {
  return `${variablePrefix}_API_${noun.toUpperCase()}=${secret}`;
}

/** Returns a portable file name: kassenserver-sud.env for "Kassenserver Süd". */
export function toEnvFileName(noun: SecretNoun, name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return `${plain || `api-${noun}`}.env`;
}
