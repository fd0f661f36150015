import type { MetadataRoute } from "next";
import { connection } from "next/server";
import { paths } from "#lib/paths.ts";
import { getBrand } from "#lib/runtime/brand.ts";
import { getConfig } from "#lib/runtime/config.ts";

export default async function manifest(): Promise<MetadataRoute.Manifest> {
  // The operator's configuration is not known at the build.
  await connection();
  const { productName } = getConfig();
  const { icon, palette } = getBrand();
  return {
    name: productName,
    short_name: productName,
    start_url: paths.applications,
    display: "browser",
    background_color: "#fbf9f7",
    theme_color: palette.light.accent,
    icons: [
      { src: icon.path, type: icon.contentType, sizes: "any" },
      { src: paths.touchIcon, type: "image/png", sizes: "180x180" },
    ],
  };
}
