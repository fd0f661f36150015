import { readPage } from "#lib/docs/page-markdown.ts";
import { paths } from "#lib/paths.ts";
import { readerText } from "../docs/reader-text.ts";

/** Lists the documentation's pages for language models (llmstxt.org). */
export const GET = () => readerText(paths.docs, "plain", (place) => readPage(paths.docs, place));
