import { writeAllPages } from "#lib/docs/page-markdown.ts";
import { markdownResponse } from "../docs/markdown-response.ts";
import { readPlace } from "../docs/place.ts";

/** The whole documentation as one text. */
export async function GET(): Promise<Response> {
  return markdownResponse(await writeAllPages(await readPlace()), "plain");
}
