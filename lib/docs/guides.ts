import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { frontmatter } from "fumadocs-core/content/md/frontmatter";
import { z } from "zod";

/** In reading order. */
export const guideNames = [
  "quick-start",
  "verifying-keys",
  "verifier",
  "rotating-keys",
  "errors",
  "rate-limits",
  "leaked-keys",
  "going-live",
  "client-libraries",
  "api-changelog",
] as const;

const aboutGuide = z.object({ title: z.string(), description: z.string() });

export interface Guide extends z.infer<typeof aboutGuide> {
  name: string;
  /** Markdown without the title. */
  content: string;
}

/** Returns the guides of `docs/guides`, read at the server's start. */
export function readGuides(): Promise<Guide[]> {
  reading ??= Promise.all(guideNames.map(readGuide));
  return reading;
}

let reading: Promise<Guide[]> | undefined;

export async function findGuide(name: string): Promise<Guide | undefined> {
  return (await readGuides()).find((guide) => guide.name === name);
}

async function readGuide(name: string): Promise<Guide> {
  const path = join(/* turbopackIgnore: true */ process.cwd(), "docs/guides", `${name}.md`);
  const { data, content } = frontmatter(await readFile(path, "utf8"));
  return { name, content, ...aboutGuide.parse(data) };
}
