import { readPage, writePage } from "#lib/docs/page-markdown.ts";
import { paths } from "#lib/paths.ts";
import { markdownResponse } from "../../markdown-response.ts";
import { readPlace } from "../../place.ts";

type Context = RouteContext<"/docs/markdown/[[...path]]">;

/** A page in Markdown; its public address is that of the page with `.md` after it. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { path = [] } = await params;
  const page = await readPage([paths.docs, ...path].join("/"), await readPlace());
  return page
    ? markdownResponse(writePage(page))
    : new Response("There is no such page.\n", {
        status: 404,
        headers: { "Content-Type": "text/plain; charset=utf-8" },
      });
}
