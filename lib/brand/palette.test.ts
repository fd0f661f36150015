import { readFile } from "node:fs/promises";
import { formatHex, parse, wcagContrast } from "culori";
import fc from "fast-check";
import { expect, test } from "vitest";
import { accentSchema, backgrounds, createPalette } from "#lib/brand/palette.ts";

const themes = ["light", "dark"] as const;

const anyColor = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, "0")}`);

/** The color itself, or the one that its refusal proposes. */
function accept(color: string): string {
  const result = accentSchema.safeParse(color);
  if (result.success) return color;
  return /#[0-9a-f]{6}$/.exec(result.error.issues[0]?.message ?? "")?.[0] ?? "";
}

test("every accepted accent has readable shades in both themes, and a refusal names one that has", () => {
  fc.assert(
    fc.property(anyColor, (color) => {
      const accent = accept(color);
      expect(accentSchema.safeParse(accent).success, `${color} proposes ${accent}`).toBe(true);
      const palette = createPalette(accent);
      expect(palette.light.accent).toBe(accent.toLowerCase());
      for (const theme of themes) {
        const shades = palette[theme];
        const places = [...Object.values(backgrounds[theme]), shades.accentSoft];
        for (const place of places) {
          expect(
            wcagContrast(shades.accentText, place),
            `${accent} ${place}`,
          ).toBeGreaterThanOrEqual(4.5);
        }
        for (const place of Object.values(backgrounds[theme])) {
          expect(wcagContrast(shades.ring, place), `${accent} ${place}`).toBeGreaterThanOrEqual(3);
        }
        for (const place of [shades.accent, shades.accentHover]) {
          expect(wcagContrast(shades.onAccent, place), `${accent} ${place}`).toBeGreaterThanOrEqual(
            4.5,
          );
        }
      }
    }),
    { numRuns: 150 },
  );
});

test("an accent that is too light on paper is refused with the nearest that is readable", () => {
  const refuse = (accent: unknown) => accentSchema.safeParse(accent).error?.issues[0]?.message;
  expect(refuse("#ffcc00")).toBe(
    "#ffcc00 isn't readable in the light theme (WCAG AA). The nearest color that is: #ac8900",
  );
  expect(refuse({ light: "#1d4ed8", dark: "#1d4ed8" })).toMatch(/in the dark theme/);
  expect(accentSchema.safeParse({ light: "#1d4ed8", dark: "#76a1ff" }).success).toBe(true);
});

test("the backgrounds of the check are those of the pages", async () => {
  const css = await readFile("app/globals.css", "utf8");
  const [light = "", dark = ""] = css.split(/^ {2}\.dark \{$/m);
  const blocks = { light, dark };
  for (const theme of themes) {
    for (const [name, color] of Object.entries(backgrounds[theme])) {
      const written = new RegExp(`--${name}: ([^;]+);`).exec(blocks[theme])?.[1];
      expect(formatHex(parse(written ?? "")), `${theme} ${name}`).toBe(formatHex(parse(color)));
    }
  }
});
