import { createMarkdownRenderer } from "fumadocs-core/content/md";
import { remarkCodeTab } from "fumadocs-core/mdx-plugins/remark-code-tab";
import { remarkGfm } from "fumadocs-core/mdx-plugins/remark-gfm";
import { remarkHeading } from "fumadocs-core/mdx-plugins/remark-heading";
import type { ComponentProps } from "react";
import { MarkdownCode } from "#components/docs/code/markdown-code.tsx";
import { Samples } from "#components/docs/code/samples.tsx";
import { DocsLink } from "#components/docs/docs-link.tsx";
import { LinkedHeading } from "#components/docs/linked-heading.tsx";
import { joinCodeTabs, readCodeTitles, readHeadingIds } from "#lib/docs/markdown-plugins.ts";
import { exampleOrigin } from "#lib/docs/schema.ts";

const { MarkdownServer } = createMarkdownRenderer({
  remarkPlugins: [
    remarkGfm,
    readHeadingIds,
    readCodeTitles,
    remarkHeading,
    remarkCodeTab,
    joinCodeTabs,
  ],
});

interface DocsMarkdownProps {
  /** Replaces the host of the samples. */
  origin: string;
  children: string;
}

/** Renders a guide's Markdown. */
export function DocsMarkdown({ origin, children }: DocsMarkdownProps) {
  const components = {
    a: DocsLink,
    h2: Heading2,
    h3: Heading3,
    input: TaskBox,
    table: ScrollingTable,
    pre: MarkdownCode,
    "code-tabs": Tabs,
  };
  return (
    <div className="docs-prose">
      <MarkdownServer components={components}>{atOrigin(children, origin)}</MarkdownServer>
    </div>
  );
}

/** Replaces the host in the samples, but not in the sentence that explains it. */
function atOrigin(markdown: string, origin: string): string {
  return markdown.replace(/^```[\s\S]*?^```$/gm, (block) =>
    block.replaceAll(exampleOrigin, origin),
  );
}

function Tabs({ samples = "[]" }: { samples?: string }) {
  return <Samples label="Languages" samples={JSON.parse(samples)} />;
}

function Heading2({ id, children }: ComponentProps<"h2">) {
  return (
    <LinkedHeading level={2} id={id}>
      {children}
    </LinkedHeading>
  );
}

function Heading3({ id, children }: ComponentProps<"h3">) {
  return (
    <LinkedHeading level={3} id={id}>
      {children}
    </LinkedHeading>
  );
}

/** Checkbox of a task list, for printing. */
function TaskBox() {
  return (
    <span
      aria-hidden
      className="mr-1.5 -mb-0.5 inline-block size-4 rounded border border-border-strong bg-surface"
    />
  );
}

function ScrollingTable({ children }: ComponentProps<"table">) {
  return (
    <div className="overflow-x-auto rounded-xl border border-border bg-surface print:overflow-visible">
      <table className="w-full text-left text-sm leading-6">{children}</table>
    </div>
  );
}
