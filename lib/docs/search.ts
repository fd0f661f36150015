import { structure } from "fumadocs-core/mdx-plugins/remark-structure";
import { initAdvancedSearch, type SearchServer } from "fumadocs-core/search/server";
import { LRUCache } from "lru-cache";
import type { Context } from "#lib/context.ts";
import { operations } from "#lib/contract.ts";
import { readHeadingIds } from "#lib/docs/markdown-plugins.ts";
import { listSections } from "#lib/docs/navigation.ts";
import { listTexts } from "#lib/docs/operation-markdown.ts";
import { getOperationName } from "#lib/docs/operation-name.ts";
import { describeOperation } from "#lib/docs/operation-page.ts";
import { readPage } from "#lib/docs/page-markdown.ts";
import { paths } from "#lib/paths.ts";

const queryMaxLength = 100;
/** The cost of a search grows with its words, and a one-letter word matches almost everything. */
const maxWords = 6;
const resultLimit = 30;

type Results = Awaited<ReturnType<SearchServer["search"]>>;

interface Search {
  server: SearchServer;
  results: LRUCache<string, Results>;
}

const searches = new WeakMap<Context["config"], Search>();

/** The index of an operator's pages, made at the first search. */
function openSearch(config: Context["config"]): Search {
  const search = searches.get(config) ?? {
    server: initAdvancedSearch({ indexes: () => listIndexes(config) }),
    results: new LRUCache<string, Results>({ max: 200 }),
  };
  searches.set(config, search);
  return search;
}

/** Finds pages with texts that contain the words, best matches first. */
export async function searchPages(query: string, config: Context["config"]) {
  const { server, results } = openSearch(config);
  const words = query
    .slice(0, queryMaxLength)
    .split(/\s+/)
    .filter((word) => word.length > 1)
    .slice(0, maxWords);
  if (words.length === 0) return [];
  const name = words.join(" ").normalize().toLowerCase();
  const found = results.get(name) ?? (await server.search(name, { limit: resultLimit }));
  results.set(name, found);
  return found;
}

async function listIndexes(config: Context["config"]) {
  const sections = await listSections(config);
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
  const operation = operations.find(
    (candidate) => path === paths.operation(getOperationName(candidate)),
  );
  // URLs in samples are not searchable.
  const url = "";
  if (!operation) {
    const page = await readPage(path, { config, url });
    return structure((page?.content ?? "").normalize(), [readHeadingIds]);
  }
  const contents = listTexts(describeOperation(operation, url, config));
  return {
    headings: [],
    contents: contents.map(({ id, text }) => ({ heading: id, content: text })),
  };
}
