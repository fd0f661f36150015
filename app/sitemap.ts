import type { MetadataRoute } from "next";
import { listPages } from "#lib/docs/navigation.ts";
import { readPlace } from "./docs/place.ts";

/** Lists the pages of the documentation, if search engines may show them. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const { config, url } = await readPlace();
  if (!config.docs.isIndexed) return [];
  return (await listPages(config)).map(({ path }) => ({ url: url + path }));
}
