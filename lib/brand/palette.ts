import { clampChroma, converter, formatHex, type Oklch, parse, wcagContrast } from "culori";
import { z } from "zod";

const toOklch = converter("oklch");

export type Theme = "light" | "dark";

/** Backgrounds of the themes in app/globals.css on which the accent's shades appear. */
export const backgrounds = {
  light: {
    background: "oklch(0.984 0.003 80)",
    surface: "oklch(1 0 0)",
    sunken: "oklch(0.966 0.005 80)",
    hover: "oklch(0.966 0.005 80)",
  },
  dark: {
    background: "oklch(0.165 0.006 60)",
    surface: "oklch(0.2 0.007 60)",
    sunken: "oklch(0.142 0.005 60)",
    raised: "oklch(0.228 0.008 60)",
  },
} as const satisfies Record<Theme, Record<string, string>>;

/** WCAG 2.2 AA: text, and what identifies a control. */
const leastTextContrast = 4.5;
const leastShapeContrast = 3;

/** The accent's shades, as hexadecimal sRGB colours. */
export interface Shades {
  accent: string;
  accentHover: string;
  onAccent: string;
  accentText: string;
  accentSoft: string;
  ring: string;
}

export type Palette = Record<Theme, Shades>;

const hexColor = z.string().regex(/^#[0-9a-f]{6}$/i, { error: "must be a color such as #1d4ed8" });

/** An accent color that is readable in both themes, or is refused with the nearest that is. */
export const accentSchema = z
  .union([hexColor, z.strictObject({ light: hexColor, dark: hexColor })], {
    error: "must be a color such as #1d4ed8, or one for each theme, light and dark",
  })
  .superRefine((accent, about) => {
    const given = typeof accent === "string" ? { light: accent, dark: undefined } : accent;
    for (const theme of ["light", "dark"] as const) {
      const color = given[theme];
      if (color === undefined || isReadable(read(color), theme)) continue;
      const nearest = formatHex(findReadable(read(color), theme));
      about.addIssue({
        code: "custom",
        path: typeof accent === "string" ? [] : [theme],
        message: `${color} isn't readable in the ${theme} theme (WCAG AA). The nearest color that is: ${nearest}`,
      });
    }
  });

export type Accent = z.output<typeof accentSchema>;

/** Derives all shades of an accent color. A single color is lightened for the dark theme. */
export function createPalette(accent: Accent): Palette {
  const light = read(typeof accent === "string" ? accent : accent.light);
  const dark = typeof accent === "string" ? lighten(light) : read(accent.dark);
  return { light: createShades(light, "light"), dark: createShades(dark, "dark") };
}

function createShades(accent: Oklch, theme: Theme): Shades {
  const isLight = theme === "light";
  const onAccent = chooseTextOn(accent);
  const soft = {
    ...accent,
    l: isLight ? 0.958 : 0.29,
    c: Math.min(accent.c, isLight ? 0.024 : 0.042),
  };
  const places = [...Object.values(backgrounds[theme]).map(read), clamp(soft)];
  const textStart = { ...accent, l: accent.l + (isLight ? -0.045 : 0.05) };
  const text = findNearest(textStart, (color) =>
    places.every((place) => wcagContrast(color, place) >= leastTextContrast),
  );
  // Away from the text on it, which stays readable.
  const step = isDark(onAccent) ? 0.055 : -0.06;
  return {
    accent: formatHex(accent),
    accentHover: formatHex(clamp({ ...accent, l: accent.l + step })),
    onAccent: formatHex(onAccent),
    accentText: formatHex(text),
    accentSoft: formatHex(clamp(soft)),
    ring: formatHex(accent),
  };
}

/** The dark theme's accent is a bright one, not the darkest that is readable. */
function lighten(accent: Oklch): Oklch {
  return findReadable(clamp({ ...accent, l: Math.max(accent.l, 0.72) }), "dark");
}

/** Whether the color is visible on every background, and a text on it readable. */
function isReadable(color: Oklch, theme: Theme): boolean {
  return (
    wcagContrast(color, chooseTextOn(color)) >= leastTextContrast &&
    Object.values(backgrounds[theme]).every(
      (place) => wcagContrast(color, place) >= leastShapeContrast,
    )
  );
}

const findReadable = (color: Oklch, theme: Theme) =>
  findNearest(color, (candidate) => isReadable(candidate, theme));

/** Changes the lightness of a color as little as `isGood` asks. */
function findNearest(color: Oklch, isGood: (color: Oklch) => boolean): Oklch {
  for (let distance = 0; distance <= 1; distance += 0.0025) {
    for (const l of [color.l - distance, color.l + distance]) {
      const candidate = clamp({ ...color, l: Math.min(1, Math.max(0, l)) });
      if (isGood(candidate)) return candidate;
    }
  }
  throw new Error("No lightness of this color is readable.");
}

function chooseTextOn(color: Oklch): Oklch {
  const white: Oklch = { mode: "oklch", l: 0.99, c: 0.005, h: color.h };
  const black: Oklch = { mode: "oklch", l: 0.17, c: 0.02, h: color.h };
  const [best = white] = [white, black]
    .map(clamp)
    .sort((one, other) => wcagContrast(color, other) - wcagContrast(color, one));
  return best;
}

const isDark = ({ l }: Oklch) => l < 0.5;

/** Moves a color into sRGB, and to one that its hexadecimal form has. */
function clamp(color: Oklch): Oklch {
  return read(formatHex(clampChroma(color, "oklch")));
}

function read(color: string): Oklch {
  const parsed = toOklch(parse(color));
  if (!parsed) throw new Error(`${color} is not a color.`);
  return parsed;
}
