import { writeAllPages } from "#lib/docs/page-markdown.ts";
import { readerText } from "../docs/reader-text.ts";

/** Serves the whole documentation as one text. */
export const GET = () => readerText("llms-full.txt", "plain", writeAllPages);
