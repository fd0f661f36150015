import { InlineCode } from "#components/docs/inline-code.tsx";

/** A text with `code` in backticks. */
export function Described({ text }: { text: string }) {
  return text.split("`").map((part, index) => {
    const key = `${index} ${part}`;
    return index % 2 === 0 ? (
      <span key={key}>{part}</span>
    ) : (
      <InlineCode key={key}>{part}</InlineCode>
    );
  });
}
