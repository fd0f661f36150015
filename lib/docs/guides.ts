import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { frontmatter } from "fumadocs-core/content/md/frontmatter";
import { z } from "zod";
import type { Context } from "#lib/context.ts";
import { forReader } from "#lib/docs/for-reader.ts";
import { guideNames, operatorGuideNames } from "#lib/docs/guide-names.ts";
import { isHidden } from "#lib/docs/hidden.ts";
import { paths } from "#lib/paths.ts";

const aboutGuide = z.object({ title: z.string(), description: z.string() });

export interface Guide extends z.infer<typeof aboutGuide> {
  name: string;
  /** Markdown without the title. */
  content: string;
}

/** Returns the guides that merchants see, in their reading order and the operator's words. */
export async function readGuides(config: Context["config"]): Promise<Guide[]> {
  reading ??= readAll();
  const shown = (await reading).filter(({ name }) => !isHidden(paths.guide(name), config));
  return shown.map((guide) => forReader(guide, config));
}

let reading: Promise<Guide[]> | undefined;

function readAll(): Promise<Guide[]> {
  return Promise.all([
    ...guideNames.map((name) => readGuide("docs/guides", name)),
    ...operatorGuideNames.map((name) => readGuide("docs/operations", name)),
  ]);
}

export async function findGuide(
  name: string,
  config: Context["config"],
): Promise<Guide | undefined> {
  return (await readGuides(config)).find((guide) => guide.name === name);
}

async function readGuide(folder: string, name: string): Promise<Guide> {
  const path = join(/* turbopackIgnore: true */ process.cwd(), folder, `${name}.md`);
  const { data, content } = frontmatter(await readFile(path, "utf8"));
  return { name, content, ...aboutGuide.parse(data) };
}
