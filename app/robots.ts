import type { MetadataRoute } from "next";
import { readPlace } from "./docs/place.ts";

/** Pages that search engines shall not show say so themselves, for which they must be readable. */
export default async function robots(): Promise<MetadataRoute.Robots> {
  const { config, url } = await readPlace();
  return {
    rules: { userAgent: "*", allow: "/", disallow: ["/api/", "/docs/search"] },
    ...(config.docs.isIndexed && { sitemap: `${url}/sitemap.xml` }),
  };
}
