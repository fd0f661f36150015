import { createMarkdownRenderer } from "fumadocs-core/content/md";
import type { ReactNode } from "react";
import { DocsLink } from "#components/docs/docs-link.tsx";
import { InlineCode } from "#components/docs/inline-code.tsx";

const { MarkdownServer } = createMarkdownRenderer();

/** Inline Markdown of one or two sentences. */
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
