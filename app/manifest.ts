import type { MetadataRoute } from "next";
import { connection } from "next/server";
import { paths } from "#lib/paths.ts";
import { getConfig } from "#lib/runtime/config.ts";

export default async function manifest(): Promise<MetadataRoute.Manifest> {
  // The operator's configuration is not known at the build.
  await connection();
  const { productName } = getConfig();
  return {
    name: productName,
    short_name: productName,
    start_url: paths.applications,
    display: "browser",
    background_color: "#fbf9f7",
    theme_color: "#9c4514",
    icons: [
      { src: "/icon.svg", type: "image/svg+xml", sizes: "any" },
      { src: "/apple-icon", type: "image/png", sizes: "180x180" },
    ],
  };
}
