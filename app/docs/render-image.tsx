import { ImageResponse } from "next/og";

/** Rendering takes the processor for a while, so each of the pages' images is made once. */
const images = new Map<string, Promise<ArrayBuffer>>();

/** Returns the PNG of a page's title. Titles must come from the documentation, not from a caller. */
export function renderImage(productName: string, title: string): Promise<ArrayBuffer> {
  const name = JSON.stringify([productName, title]);
  let image = images.get(name);
  if (!image) {
    image = draw(productName, title);
    images.set(name, image);
    image.catch(() => images.delete(name));
  }
  return image;
}

/** One at a time, so that a crawler of all pages takes one processor. */
let previous: Promise<unknown> = Promise.resolve();

function draw(productName: string, title: string): Promise<ArrayBuffer> {
  const drawn = previous.then(() =>
    new ImageResponse(<Card productName={productName} title={title} />, {
      width: 1200,
      height: 630,
    }).arrayBuffer(),
  );
  previous = drawn.catch(() => undefined);
  return drawn;
}

function Card({ productName, title }: { productName: string; title: string }) {
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
        borderBottom: "16px solid #9c4514",
      }}
    >
      <div style={{ display: "flex", fontSize: 36, color: "#9c4514" }}>{productName}</div>
      <div style={{ display: "flex", fontSize: title.length > 40 ? 68 : 84, lineHeight: 1.15 }}>
        {title}
      </div>
      <div style={{ display: "flex", fontSize: 32, color: "#6b5d53" }}>Documentation</div>
    </div>
  );
}
