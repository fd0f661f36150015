import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ImageResponse } from "next/og";

export const size = { width: 180, height: 180 };
export const contentType = "image/png";

/** The icon on an opaque square, whose corners the device rounds. Made at the build. */
export default function AppleIcon() {
  const icon = readFileSync(join(process.cwd(), "app/icon.svg"));
  return new ImageResponse(
    <div style={{ display: "flex", width: "100%", height: "100%", backgroundColor: "#9c4514" }}>
      {/* biome-ignore lint/performance/noImgElement: drawn into an image, not a page */}
      <img
        src={`data:image/svg+xml;base64,${icon.toString("base64")}`}
        alt=""
        width={180}
        height={180}
      />
    </div>,
    size,
  );
}
