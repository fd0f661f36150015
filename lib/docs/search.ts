import { structure } from "fumadocs-core/mdx-plugins/remark-structure";
import { initAdvancedSearch, type SearchServer } from "fumadocs-core/search/server";
import type { Context } from "#lib/context.ts";
import { readHeadingIds } from "#lib/docs/markdown-plugins.ts";
import { listSections } from "#lib/docs/navigation.ts";
import { listTexts } from "#lib/docs/operation-markdown.ts";
import { describeOperation, nameOf } from "#lib/docs/operation-page.ts";
import { readPage } from "#lib/docs/page-markdown.ts";
import { paths } from "#lib/paths.ts";
import { operations } from "#lib/reference/operations.ts";

const queryMaxLength = 100;
const resultLimit = 30;

let server: SearchServer | undefined;

/** Pages and their texts that hold the words, the best pages first. */
export async function searchPages(query: string, config: Context["config"]) {
  server ??= initAdvancedSearch({ indexes: () => listIndexes(config) });
  const words = query.slice(0, queryMaxLength).trim();
  return words === "" ? [] : server.search(words, { limit: resultLimit });
}

async function listIndexes(config: Context["config"]) {
  const sections = await listSections();
  const entries = sections.flatMap(({ title, links }) =>
    links.map(async (link) => ({
      id: link.path,
      url: link.path,
      title: link.title,
      breadcrumbs: [title],
      structuredData: await readStructure(link.path, config),
    })),
  );
  return Promise.all(entries);
}

async function readStructure(path: string, config: Context["config"]) {
  const operation = operations.find((candidate) => path === paths.operation(nameOf(candidate)));
  // Addresses in samples are nothing to search for.
  const url = "";
  if (!operation) {
    const page = await readPage(path, { config, url });
    return structure(page?.content ?? "", [readHeadingIds]);
  }
  const contents = listTexts(describeOperation(operation, url));
  return {
    headings: [],
    contents: contents.map(({ id, text }) => ({ heading: id, content: text })),
  };
}
