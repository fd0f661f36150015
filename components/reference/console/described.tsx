import { InlineCode } from "#components/docs/inline-code.tsx";

/** Words of the document, in which `code` stands in backticks. */
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
