/** Words of the document, in which `code` stands in backticks. */
export function InlineCode({ text }: { text: string }) {
  return text.split("`").map((part, index) => {
    const key = `${index} ${part}`;
    if (index % 2 === 0) return <span key={key}>{part}</span>;
    return (
      <code
        key={key}
        translate="no"
        className="wrap-anywhere rounded bg-sunken px-1 font-mono text-[0.92em]"
      >
        {part}
      </code>
    );
  });
}
