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

const revokeAfterMilliseconds = 1_000;

/** Hands the browser a file to save. */
export function downloadText(fileName: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), revokeAfterMilliseconds);
}
