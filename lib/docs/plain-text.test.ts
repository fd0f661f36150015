import { expect, test } from "vitest";
import { toPlainText } from "#lib/docs/plain-text.ts";

test("a description for search engines has no Markdown, and ends at a sentence or a word", () => {
  expect(toPlainText("Set `name`, see [errors](/docs/guides/errors).")).toBe(
    "Set name, see errors.",
  );
  expect(toPlainText(`One sentence. ${"word ".repeat(40)}`)).toBe("One sentence.");
  const cut = toPlainText("word ".repeat(40));
  expect(cut).toMatch(/word…$/);
  expect(cut.length).toBeLessThanOrEqual(160);
});
