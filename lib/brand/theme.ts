import { createPalette, type Shades } from "#lib/brand/palette.ts";
import type { BrandSettings } from "#lib/brand/settings.ts";

/** Tailwind's radii in pixels, with `lg` for buttons and fields. */
const radii = { xs: 2, sm: 4, md: 6, lg: 8, xl: 12, "2xl": 16, "3xl": 24 };

/**
 * Writes the style sheet that overrides app/globals.css with the brand; empty without one. Its
 * selectors are more specific, because the order of style sheets is Next's.
 */
export function writeTheme(
  { accent, radius }: Pick<BrandSettings, "accent" | "radius">,
  fontPath: string | null,
): string {
  const palette = accent === null ? null : createPalette(accent);
  const rules = [
    fontPath &&
      `@font-face{font-family:"Brand";src:url("${fontPath}") format("woff2");font-weight:100 900;font-display:swap}`,
    fontPath && ':root:root{--brand-font:"Brand"}',
    radius !== null && `:root:root{${writeRadii(radius)}}`,
    palette && `:root:root{${writeShades(palette.light)}}`,
    palette && `@media screen{:root:root.dark{${writeShades(palette.dark)}}}`,
  ];
  return rules.filter(Boolean).join("\n");
}

function writeShades(shades: Shades): string {
  return Object.entries(shades)
    .map(
      ([name, color]) =>
        `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}:${color}`,
    )
    .join(";");
}

function writeRadii(radius: number): string {
  return Object.entries(radii)
    .map(([name, usual]) => `--radius-${name}:${Math.round((usual * radius) / radii.lg)}px`)
    .join(";");
}
