import type { Metadata } from "next";
import { toPlainText } from "#lib/docs/plain-text.ts";
import { paths } from "#lib/paths.ts";
import { readPlace } from "./place.ts";

interface DescribedPage {
  path: string;
  title: string;
  /** Markdown. */
  description: string;
}

/** Describes a page of the documentation to search engines and to who shares a link to it. */
export async function describePage({ path, title, description }: DescribedPage): Promise<Metadata> {
  const { config, url } = await readPlace();
  const text = toPlainText(description);
  return {
    title,
    description: text,
    robots: { index: config.docs.isIndexed, follow: config.docs.isIndexed },
    alternates: { canonical: url + path, types: { "text/markdown": `${url}${path}.md` } },
    openGraph: {
      type: "article",
      siteName: config.productName,
      url: url + path,
      title,
      description: text,
      images: [{ url: url + paths.docsImage(path), width: 1200, height: 630, alt: title }],
    },
    twitter: { card: "summary_large_image" },
  };
}
