import { readGuides } from "#lib/docs/guides.ts";
import { indexPages } from "#lib/docs/index-pages.ts";
import {
  type DocsConfig,
  getOperationName,
  listShownOperations,
} from "#lib/docs/operation-page.ts";
import type { DocsLink, DocsSection } from "#lib/docs/schema.ts";
import { secretScanningGuide } from "#lib/docs/secret-scanning.ts";
import { groups } from "#lib/operation.ts";
import { paths } from "#lib/paths.ts";

/** Lists all pages after the first one, in reading order. */
export async function listSections(config: DocsConfig): Promise<DocsSection[]> {
  const guides = (await readGuides()).map(
    ({ name, title, description }): DocsLink => ({ path: paths.guide(name), title, description }),
  );
  const { title, description } = secretScanningGuide;
  const reference = groups.map((group) => ({
    title: group.name,
    description: group.description,
    links: listShownOperations(config)
      .filter((operation) => operation.group === group.name)
      .map((operation) => ({
        path: paths.operation(getOperationName(operation)),
        title: operation.summary,
        description: operation.description,
        method: operation.method.toUpperCase(),
      })),
  }));
  return [
    {
      title: indexPages.guides.title,
      description: indexPages.guides.description,
      links: [...guides, { path: paths.secretScanning, title, description }],
    },
    ...reference.filter(({ links }) => links.length > 0),
  ];
}

/** The first page. */
export const startPage: DocsLink = {
  path: paths.docs,
  title: "Documentation",
  description: "Guides and API reference.",
};

/** Lists all pages, the first one and those that list others too. */
export async function listPages(config: DocsConfig): Promise<DocsLink[]> {
  const links = (await listSections(config)).flatMap((section) => section.links);
  return [startPage, indexPages.guides, indexPages.reference, ...links];
}

/** Returns the title of a page, or null if there is none. */
export async function readPageTitle(path: string, config: DocsConfig): Promise<string | null> {
  return (await listPages(config)).find((page) => page.path === path)?.title ?? null;
}

/** Finds the previous and the next page. */
export async function findNeighbours(
  path: string,
  config: DocsConfig,
): Promise<{ previous?: DocsLink; next?: DocsLink }> {
  const links = (await listSections(config)).flatMap((section) => section.links);
  const index = links.findIndex((link) => link.path === path);
  return index === -1 ? {} : { previous: links[index - 1], next: links[index + 1] };
}
