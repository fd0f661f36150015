/** Search engines show about as much of a description. */
const descriptionMaxLength = 160;

/** Returns the text of inline Markdown, cut at the end of a sentence or a word where it is long. */
export function toPlainText(markdown: string): string {
  const text = markdown
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[`*]|\s+$/g, "")
    .replace(/\s+/g, " ")
    .trim();
  if (text.length <= descriptionMaxLength) return text;
  const start = text.slice(0, descriptionMaxLength);
  const sentences = /^.*[.!?](?=\s)/.exec(start)?.[0];
  return sentences ?? `${start.slice(0, start.lastIndexOf(" "))}…`;
}
