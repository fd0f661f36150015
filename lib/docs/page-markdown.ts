import type { Context } from "#lib/context.ts";
import { forReader } from "#lib/docs/for-reader.ts";
import { findGuide } from "#lib/docs/guides.ts";
import { isHidden } from "#lib/docs/hidden.ts";
import { indexPages } from "#lib/docs/index-pages.ts";
import { listSections } from "#lib/docs/navigation.ts";
import { writeOperation } from "#lib/docs/operation-markdown.ts";
import { describeOperation, findOperation } from "#lib/docs/operation-page.ts";
import type { DocsSection } from "#lib/docs/schema.ts";
import { secretScanningGuide, writeSecretScanning } from "#lib/docs/secret-scanning.ts";

import { paths } from "#lib/paths.ts";

interface Place {
  config: Context["config"];
  /** The server's URL as the reader sees it. */
  url: string;
}

export interface PageText {
  title: string;
  description: string;
  /** Markdown without the title. */
  content: string;
}

/** Reads the text of a page under `/docs`, or null if there is none. */
export async function readPage(path: string, place: Place): Promise<PageText | null> {
  if (isHidden(path, place.config)) return null;
  if (path === paths.docs) return readIndex(place);
  if (path === paths.guides || path === paths.reference) return readIndexPage(path, place);
  if (path === paths.secretScanning) {
    return { ...secretScanningGuide, content: writeSecretScanning(place.config, place.url) };
  }
  const [, kind, name = ""] = /^\/docs\/(guides|reference)\/([a-z0-9-]+)$/.exec(path) ?? [];
  if (kind === "guides") return (await findGuide(name, place.config)) ?? null;
  const operation = kind === "reference" && findOperation(name, place.config);
  if (!operation) return null;
  const page = describeOperation(operation, place.url, place.config);
  return {
    title: page.title,
    description: "",
    content: forReader(writeOperation(page), place.config),
  };
}

/** Writes a page as a standalone text. */
export function writePage({ title, description, content }: PageText): string {
  return [`# ${title}`, description, content.trim()].filter(Boolean).join("\n\n").concat("\n");
}

/** Lists all pages in their Markdown form (llmstxt.org). */
async function readIndex({ config, url }: Place): Promise<PageText> {
  return {
    title: `${config.productName} documentation`,
    description: `> Guides and HTTP API reference of ${config.productName}: applications, API keys and their verification. The API is at ${url}/api/v1, its OpenAPI document at ${url}/api/v1/openapi.json.`,
    content: writeSections(await listSections(config), url),
  };
}

async function readIndexPage(
  path: typeof paths.guides | typeof paths.reference,
  { config, url }: Place,
): Promise<PageText> {
  const [guides, ...reference] = await listSections(config);
  const isGuides = path === paths.guides;
  const { title, description } = indexPages[isGuides ? "guides" : "reference"];
  const sections = isGuides && guides ? [guides] : reference;
  return { title, description, content: writeSections(sections, url) };
}

function writeSections(sections: readonly DocsSection[], url: string): string {
  const texts = sections.map(({ title, links }) => {
    const lines = links.map(
      (link) => `- [${link.title}](${url}${link.path}.md): ${firstSentence(link.description)}`,
    );
    return `## ${title}\n\n${lines.join("\n")}`;
  });
  return texts.join("\n\n");
}

/** Writes all pages as one text. */
export async function writeAllPages(place: Place): Promise<string> {
  const links = (await listSections(place.config)).flatMap((section) => section.links);
  const pages = await Promise.all(
    [paths.docs, ...links.map(({ path }) => path)].map((path) => readPage(path, place)),
  );
  return pages
    .filter((page) => page !== null)
    .map(writePage)
    .join("\n");
}

const firstSentence = (text: string) => /^.*?\.(?=\s|$)/s.exec(text)?.[0] ?? text;
