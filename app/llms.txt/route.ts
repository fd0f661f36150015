import { readPage, writePage } from "#lib/docs/page-markdown.ts";
import { paths } from "#lib/paths.ts";
import { markdownResponse } from "../docs/markdown-response.ts";
import { readPlace } from "../docs/place.ts";

/** The list of the documentation's pages for language models (llmstxt.org). */
export async function GET(): Promise<Response> {
  const page = await readPage(paths.docs, await readPlace());
  return markdownResponse(page ? writePage(page) : "", "plain");
}
