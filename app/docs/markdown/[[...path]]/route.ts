import { readPage } from "#lib/docs/page-markdown.ts";
import { paths } from "#lib/paths.ts";
import { readerText } from "../../reader-text.ts";

type Context = RouteContext<"/docs/markdown/[[...path]]">;

/** Serves a page in Markdown; its public URL is the page's with `.md` appended. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const path = [paths.docs, ...((await params).path ?? [])].join("/");
  return readerText(path, "markdown", (place) => readPage(path, place));
}
