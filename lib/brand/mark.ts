import type { Shades } from "#lib/brand/palette.ts";

/** Writes the default symbol, a key, as SVG. */
export function writeMark(productName: string, { accent, onAccent }: Shades): string {
  const title = productName.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="32" height="32">
  <title>${title}</title>
  <rect width="32" height="32" rx="8" fill="${accent}" />
  <g fill="none" stroke="${onAccent}" stroke-width="3" stroke-linecap="round" stroke-linejoin="round">
    <path d="M10.5 7v18M10.5 16.5l6-4.6M14.2 17.2l7.6 7.6" />
    <path d="M20.6 18.4l-2.4 2.4" stroke-width="2.6" />
    <circle cx="20" cy="9.3" r="3.6" stroke-width="2.6" />
  </g>
</svg>
`;
}
