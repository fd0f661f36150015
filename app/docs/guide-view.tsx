import { getTableOfContents } from "fumadocs-core/content/toc";
import { DocsPage } from "#components/docs/docs-page.tsx";
import { PageOutline } from "#components/docs/navigation/page-outline.tsx";
import { indexPages } from "#lib/docs/index-pages.ts";
import { readHeadingIds } from "#lib/docs/markdown-plugins.ts";
import { findNeighbours } from "#lib/docs/navigation.ts";
import type { PageText } from "#lib/docs/page-markdown.ts";
import { getConfig } from "#lib/runtime/config.ts";
import { DocsMarkdown } from "./docs-markdown.tsx";

interface GuideViewProps {
  path: string;
  page: PageText;
  origin: string;
}

/** A guide, with a table of contents beside it if there is room. */
export async function GuideView({ path, page, origin }: GuideViewProps) {
  const [toc, neighbours] = await Promise.all([
    getTableOfContents(page.content, [readHeadingIds]),
    findNeighbours(path, getConfig()),
  ]);
  const headings = toc.map(({ title, url, depth }) => ({
    id: url.slice(1),
    title: String(title),
    depth,
  }));
  return (
    <div className="grid gap-x-14 xl:grid-cols-[minmax(0,44rem)_13rem] xl:justify-between">
      <div className="min-w-0 max-w-[44rem]">
        <DocsPage
          path={path}
          section={indexPages.guides}
          title={page.title}
          description={page.description}
          neighbours={neighbours}
        >
          <DocsMarkdown origin={origin}>{page.content}</DocsMarkdown>
        </DocsPage>
      </div>
      <aside aria-label="Outline" className="max-xl:hidden print:hidden">
        <div className="sticky top-24">
          <PageOutline headings={headings} />
        </div>
      </aside>
    </div>
  );
}
