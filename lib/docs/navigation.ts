import type { Context } from "#lib/context.ts";
import { operations } from "#lib/contract.ts";
import { forReader } from "#lib/docs/for-reader.ts";
import { readGuides } from "#lib/docs/guides.ts";
import { isHidden } from "#lib/docs/hidden.ts";
import { indexPages } from "#lib/docs/index-pages.ts";
import { getOperationName } from "#lib/docs/operation-name.ts";
import type { DocsLink, DocsSection } from "#lib/docs/schema.ts";
import { secretScanningGuide } from "#lib/docs/secret-scanning.ts";
import { groups } from "#lib/operation.ts";
import { paths } from "#lib/paths.ts";

type Config = Context["config"];

/** Lists all pages after the first one, in reading order. The guides are the first section. */
export async function listSections(config: Config): Promise<DocsSection[]> {
  const guides = (await readGuides(config)).map(
    ({ name, title, description }): DocsLink => ({ path: paths.guide(name), title, description }),
  );
  const { title, description } = secretScanningGuide;
  const reference = groups.map((group) => ({
    title: group.name,
    description: group.description,
    links: operations
      .filter((operation) => operation.group === group.name)
      .map((operation) => ({
        path: paths.operation(getOperationName(operation)),
        title: forReader(operation.summary, config),
        description: forReader(operation.description, config),
        method: operation.method.toUpperCase(),
      }))
      .filter(({ path }) => !isHidden(path, config)),
  }));
  return [
    {
      title: indexPages.guides.title,
      description: indexPages.guides.description,
      links: [...guides, { path: paths.secretScanning, title, description }].filter(
        ({ path }) => !isHidden(path, config),
      ),
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
export async function listPages(config: Config): Promise<DocsLink[]> {
  const links = (await listSections(config)).flatMap((section) => section.links);
  return [startPage, indexPages.guides, indexPages.reference, ...links];
}

/** Returns the title of a page, or null if there is none. */
export async function readPageTitle(path: string, config: Config): Promise<string | null> {
  return (await listPages(config)).find((page) => page.path === path)?.title ?? null;
}

/** Finds the previous and the next page. */
export async function findNeighbours(
  path: string,
  config: Config,
): Promise<{ previous?: DocsLink; next?: DocsLink }> {
  const links = (await listSections(config)).flatMap((section) => section.links);
  const index = links.findIndex((link) => link.path === path);
  return index === -1 ? {} : { previous: links[index - 1], next: links[index + 1] };
}
