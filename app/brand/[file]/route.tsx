import { ImageResponse } from "next/og";
import type { Brand } from "#lib/brand/brand.ts";
import { processWide } from "#lib/process-wide.ts";
import { getBrand } from "#lib/runtime/brand.ts";

const aDay = "public, max-age=86400";

/** Serves the brand's files: by their content's hash for ever, and icons by their usual names. */
export async function GET(
  _: Request,
  { params }: RouteContext<"/brand/[file]">,
): Promise<Response> {
  const { file: name } = await params;
  const brand = getBrand();
  const file = brand.files.get(`/brand/${name}`);
  if (file) return serve(file.bytes, file.contentType, "public, max-age=31536000, immutable");
  if (name === "favicon.ico") return serve(brand.icon.bytes, brand.icon.contentType, aDay);
  if (name === "touch-icon.png") {
    return serve(await processWide("touch icon", () => drawTouchIcon(brand)), "image/png", aDay);
  }
  return new Response(null, { status: 404 });
}

function serve(body: BodyInit, contentType: string, cacheControl: string): Response {
  return new Response(body, {
    headers: { "Content-Type": contentType, "Cache-Control": cacheControl },
  });
}

/** Draws the symbol on an opaque square, whose corners the device rounds. */
function drawTouchIcon({ symbol, mark, palette }: Brand): Promise<ArrayBuffer> {
  const size = 180;
  const margin = mark ? 18 : 0;
  const backgroundColor = mark ? "#ffffff" : palette.light.accent;
  return new ImageResponse(
    <div
      style={{ display: "flex", width: "100%", height: "100%", padding: margin, backgroundColor }}
    >
      {/* biome-ignore lint/performance/noImgElement: drawn into an image, not a page */}
      <img
        src={`data:${symbol.contentType};base64,${symbol.bytes.toString("base64")}`}
        alt=""
        width={size - 2 * margin}
        height={size - 2 * margin}
      />
    </div>,
    { width: size, height: size },
  ).arrayBuffer();
}
