import { inBrand, mapTexts } from "#lib/brand/words.ts";
import type { Context } from "#lib/context.ts";
import { isHidden } from "#lib/docs/hidden.ts";

type Config = Context["config"];

/** Puts the texts of a page into the operator's words, without links to hidden pages. */
export function forReader<T>(value: T, config: Config): T {
  return mapTexts(inBrand(value, config), (text) => unlink(text, config));
}

/** Keeps the text of Markdown links to hidden pages. */
function unlink(text: string, config: Config): string {
  return text.replace(/\[([^\]]*)\]\((\/docs\/[^)#]*)(?:#[^)]*)?\)/g, (link, label, path) =>
    isHidden(path.replace(/\.md$/, ""), config) ? label : link,
  );
}
