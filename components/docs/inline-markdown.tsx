import { createMarkdownRenderer } from "fumadocs-core/content/md";
import type { ReactNode } from "react";
import { DocsLink } from "#components/docs/docs-link.tsx";

const { MarkdownServer } = createMarkdownRenderer();

/** A sentence or two in Markdown, to stand inside of a paragraph. */
export function InlineMarkdown({ children }: { children: string }) {
  return (
    <MarkdownServer components={{ a: DocsLink, p: Bare, code: InlineCode }}>
      {children}
    </MarkdownServer>
  );
}

function Bare({ children }: { children?: ReactNode }) {
  return children;
}

export function InlineCode({ children }: { children?: ReactNode }) {
  return (
    <code
      translate="no"
      className="wrap-anywhere rounded bg-sunken px-1 py-0.5 font-mono text-[0.85em] ring-1 ring-border/60 ring-inset"
    >
      {children}
    </code>
  );
}
