import { isValidElement, type ReactNode } from "react";
import { Highlighted } from "#components/docs/code/highlighted.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";

const names: Record<string, string> = {
  bash: "Shell",
  http: "HTTP",
  js: "JavaScript",
  json: "JSON",
  python: "Python",
  text: "Text",
  toml: "TOML",
  yaml: "YAML",
};

interface Inner {
  className?: string;
  title?: string;
  children?: ReactNode;
}

/** A code block of a guide: `pre` with a `code` in it. */
export function MarkdownCode({ children }: { children?: ReactNode }) {
  if (!isValidElement<Inner>(children)) return <pre>{children}</pre>;
  const { className = "", title, children: text } = children.props;
  const syntax = className.replace("language-", "") || "text";
  const code = String(text).replace(/\n$/, "");
  return (
    <CodeBlock label={title ?? names[syntax] ?? syntax} text={code} isWrapped={syntax === "text"}>
      <Highlighted syntax={syntax} code={code} />
    </CodeBlock>
  );
}
