import {
  type BrandFile,
  type BrandImage,
  createFile,
  readFont,
  readImage,
} from "#lib/brand/files.ts";
import { writeMark } from "#lib/brand/mark.ts";
import { createPalette, type Palette } from "#lib/brand/palette.ts";
import type { BrandSettings } from "#lib/brand/settings.ts";
import { writeTheme } from "#lib/brand/theme.ts";

/** The default accent, which app/globals.css has in OKLCH. */
const defaultAccent = { light: "#9c4514", dark: "#ee934a" };

export interface Brand {
  /** The name as an image for each theme. */
  logo: { light: BrandImage; dark: BrandImage } | null;
  /** The operator's square symbol. */
  mark: BrandImage | null;
  /** Icon of browser tabs. */
  icon: BrandFile;
  /** The symbol on the touch icon: the mark, or the default one. */
  symbol: BrandFile;
  font: BrandFile | null;
  /** The accent's shades, for images and emails. */
  palette: Palette;
  /** The style sheet; null if nothing differs from the default. */
  theme: BrandFile | null;
  /** Everything that is served, by path. */
  files: ReadonlyMap<string, BrandFile>;
}

interface Named {
  productName: string;
  brand: BrandSettings;
}

/** Reads the brand's files. Throws an Error that names the wrong setting. */
export function createBrand({ productName, brand: settings }: Named): Brand {
  const { folder, logo, accent } = settings;
  const image = (name: string | null, setting: string) =>
    name === null ? null : readImage(folder, name, setting);
  const light = image(logo.light, "logo.light");
  const dark = image(logo.dark, "logo.dark") ?? light;
  const mark = image(settings.mark, "mark");
  const font = settings.font === null ? null : readFont(folder, settings.font);
  const palette = createPalette(accent ?? defaultAccent);
  const symbol =
    mark ?? createFile("mark.svg", "image/svg+xml", writeMark(productName, palette.light));
  const icon = image(settings.favicon, "favicon") ?? symbol;
  const css = writeTheme(settings, font?.path ?? null);
  const theme = css === "" ? null : createFile("theme.css", "text/css; charset=utf-8", css);
  const files = [light, dark, symbol, icon, font, theme].filter((file) => file !== null);
  return {
    logo: light && dark && { light, dark },
    mark,
    icon,
    symbol,
    font,
    palette,
    theme,
    files: new Map(files.map((file) => [file.path, file])),
  };
}
