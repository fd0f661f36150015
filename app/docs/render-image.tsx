import { ImageResponse } from "next/og";
import { getBrand } from "#lib/runtime/brand.ts";
import { getConfig } from "#lib/runtime/config.ts";

/** Rendering takes the processor for a while, so each of the pages' images is made once. */
const images = new Map<string, Promise<ArrayBuffer>>();

/** Returns the PNG of a page's title. Titles must come from the documentation, not from a caller. */
export function renderImage(title: string): Promise<ArrayBuffer> {
  const name = title;
  let image = images.get(name);
  if (!image) {
    image = draw(title);
    images.set(name, image);
    image.catch(() => images.delete(name));
  }
  return image;
}

/** One at a time, so that a crawler of all pages takes one processor. */
let previous: Promise<unknown> = Promise.resolve();

function draw(title: string): Promise<ArrayBuffer> {
  const drawn = previous.then(() =>
    new ImageResponse(<Card title={title} />, {
      width: 1200,
      height: 630,
    }).arrayBuffer(),
  );
  previous = drawn.catch(() => undefined);
  return drawn;
}

function Card({ title }: { title: string }) {
  const { symbol, palette } = getBrand();
  const { accent } = palette.light;
  return (
    <div
      style={{
        width: "100%",
        height: "100%",
        display: "flex",
        flexDirection: "column",
        justifyContent: "space-between",
        padding: 80,
        color: "#231a14",
        backgroundColor: "#fbf9f7",
        borderBottom: `16px solid ${accent}`,
      }}
    >
      <div style={{ display: "flex", alignItems: "center", gap: 20, fontSize: 36, color: accent }}>
        {/* biome-ignore lint/performance/noImgElement: drawn into an image, not a page */}
        <img
          src={`data:${symbol.contentType};base64,${symbol.bytes.toString("base64")}`}
          alt=""
          width={56}
          height={56}
        />
        {getConfig().productName}
      </div>
      <div style={{ display: "flex", fontSize: title.length > 40 ? 68 : 84, lineHeight: 1.15 }}>
        {title}
      </div>
      <div style={{ display: "flex", fontSize: 32, color: "#6b5d53" }}>Documentation</div>
    </div>
  );
}
