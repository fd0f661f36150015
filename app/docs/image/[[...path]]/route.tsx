import { readPageTitle } from "#lib/docs/navigation.ts";
import { paths } from "#lib/paths.ts";
import { getConfig } from "#lib/runtime/config.ts";
import { renderImage } from "../../render-image.tsx";

/** Serves the image that a shared link to a page shows. */
export async function GET(
  _: Request,
  { params }: RouteContext<"/docs/image/[[...path]]">,
): Promise<Response> {
  const { path = [] } = await params;
  const title = await readPageTitle([paths.docs, ...path].join("/"), getConfig());
  if (title === null) return new Response(null, { status: 404 });
  return new Response(await renderImage(title), {
    headers: { "Content-Type": "image/png", "Cache-Control": "public, max-age=86400" },
  });
}
