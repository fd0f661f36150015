import { readPage } from "#lib/docs/page-markdown.ts";
import { paths } from "#lib/paths.ts";
import { readerText } from "../../reader-text.ts";

type Context = RouteContext<"/docs/markdown/[[...path]]">;

/** A page in Markdown; its public address is that of the page with `.md` after it. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const path = [paths.docs, ...((await params).path ?? [])].join("/");
  return readerText(path, "markdown", (place) => readPage(path, place));
}
