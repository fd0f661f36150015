import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

/** Pages that only redirect or say "not found". */
const withoutContent = ["app/page.tsx"];

const pages = globSync("app/**/page.tsx").filter((page) => !withoutContent.includes(page));

test.each(pages)("%s has a loading state", (page) => {
  expect(
    findLayouts(page).some((layout) => /<LoadingState\b/.test(readFileSync(layout, "utf8"))),
  ).toBe(true);
});

/** Lists the layouts around a page, from the inside out. */
function findLayouts(page: string): string[] {
  const layouts: string[] = [];
  for (let folder = dirname(page); folder !== "."; folder = dirname(folder)) {
    const layout = join(folder, "layout.tsx");
    if (existsSync(layout)) layouts.push(layout);
  }
  return layouts;
}
