import { Body } from "@react-email/body";
import { Button } from "@react-email/button";
import { Container } from "@react-email/container";
import { Head } from "@react-email/head";
import { Hr } from "@react-email/hr";
import { Html } from "@react-email/html";
import { Img } from "@react-email/img";
import { Link } from "@react-email/link";
import { Preview } from "@react-email/preview";
import { Section } from "@react-email/section";
import { Text } from "@react-email/text";
import { createElement as h, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import type { Palette } from "#lib/brand/palette.ts";
import type { BrandSettings } from "#lib/brand/settings.ts";
import type { Letter } from "#lib/letters/letter.ts";
import { paths } from "#lib/paths.ts";

export interface Letterhead {
  productName: string;
  brand: Pick<BrandSettings, "links" | "footer">;
  palette: Palette;
  /** Where links and the symbol are. */
  portalUrl: string;
}

const font = "-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

/** Writes the HTML part of an email, for light and dark programs. */
export function renderLetter(letter: Letter, head: Letterhead): string {
  const { subject, preheader, paragraphs, action, notes = [], reason } = letter;
  const { productName, brand, palette, portalUrl } = head;
  const document = h(
    Html,
    { lang: "en" },
    h(
      Head,
      null,
      h("meta", { name: "color-scheme", content: "light dark" }),
      h("meta", { name: "supported-color-schemes", content: "light dark" }),
      h("title", null, subject),
      h("style", null, writeStyles(palette)),
    ),
    h(
      Body,
      {
        className: "page",
        style: { margin: 0, padding: "24px 12px", backgroundColor: day.page, fontFamily: font },
      },
      h(Preview, null, preheader ?? paragraphs[0] ?? ""),
      h(
        Container,
        { className: "sheet", style: sheetStyle },
        h(
          Section,
          { style: { marginBottom: 20 } },
          h(Img, {
            src: new URL(paths.touchIcon, portalUrl).href,
            alt: "",
            loading: "lazy",
            width: 32,
            height: 32,
            style: { display: "inline-block", verticalAlign: "middle", borderRadius: 7 },
          }),
          h("span", { className: "name", style: { ...nameStyle, color: day.text } }, productName),
        ),
        ...paragraphs.map((text, index) => paragraph(text, `p${index}`, palette)),
        action &&
          h(
            Button,
            {
              href: action.url,
              className: "button",
              style: {
                ...buttonStyle,
                backgroundColor: palette.light.accent,
                color: palette.light.onAccent,
              },
            },
            action.label,
          ),
        ...notes.map((text, index) => paragraph(text, `n${index}`, palette)),
        h(Hr, {
          className: "line",
          style: { margin: "28px 0 16px", borderTop: `1px solid ${day.line}` },
        }),
        small(reason, "reason"),
        brand.footer !== null && small(brand.footer, "footer"),
        ...listLinks(brand.links),
      ),
    ),
  );
  return `<!DOCTYPE html>${renderToStaticMarkup(document)}`;
}

const day = {
  page: "#fbf9f7",
  sheet: "#ffffff",
  line: "#e4e1de",
  text: "#1f1b17",
  muted: "#625b55",
};

const night = {
  page: "#100e0c",
  sheet: "#181513",
  line: "#312c29",
  text: "#f1efeb",
  muted: "#aea8a1",
};

const sheetStyle = {
  maxWidth: 560,
  padding: "28px 32px",
  border: `1px solid ${day.line}`,
  borderRadius: 12,
  backgroundColor: day.sheet,
} as const;

const nameStyle = {
  marginLeft: 10,
  fontSize: 17,
  fontWeight: 600,
  verticalAlign: "middle",
} as const;

const buttonStyle = {
  padding: "12px 20px",
  margin: "6px 0 14px",
  borderRadius: 8,
  fontSize: 15,
  fontWeight: 600,
} as const;

function paragraph(text: string, key: string, palette: Palette): ReactNode {
  const style = {
    margin: "0 0 16px",
    color: day.text,
    fontSize: 15,
    lineHeight: "24px",
    overflowWrap: "anywhere",
  } as const;
  return h(Text, { key, style }, ...breakLines(text, palette.light.accentText));
}

/** Of a text with URLs only whole lines become links, so that a name in it can't. */
function breakLines(text: string, color: string): ReactNode[] {
  return text
    .split("\n")
    .flatMap((line, index) => [
      ...(index === 0 ? [] : [h("br", { key: `b${index}` })]),
      /^https?:\/\/\S+$/.test(line)
        ? h(Link, { key: line, href: line, className: "link", style: { color } }, line)
        : line,
    ]);
}

function small(text: string, key: string): ReactNode {
  const style = { margin: "0 0 6px", color: day.muted, fontSize: 12, lineHeight: "18px" };
  return h(Text, { key, className: "small", style }, text);
}

function listLinks(links: BrandSettings["links"]): ReactNode[] {
  const titles = {
    support: "Support",
    terms: "Terms",
    privacy: "Privacy",
    imprint: "Legal notice",
  };
  const shown = Object.entries(titles).flatMap(([name, title]) => {
    const href = links[name as keyof typeof titles];
    return href === null
      ? []
      : [h(Link, { key: name, href, className: "small", style: linkStyle }, title)];
  });
  return shown;
}

const linkStyle = { color: day.muted, fontSize: 12, lineHeight: "18px", marginRight: 16 } as const;

/** Light colors are in the elements, because some programs drop style sheets. */
function writeStyles({ dark }: Palette): string {
  return `:root{color-scheme:light dark}
@media (prefers-color-scheme:dark){
body,.page,body>table>tbody>tr>td{background-color:${night.page}!important}
.sheet{background-color:${night.sheet}!important;border-color:${night.line}!important}
.sheet p,.name{color:${night.text}!important}
.sheet p.small,.sheet a.small{color:${night.muted}!important}
.line{border-color:${night.line}!important}
.sheet a.link{color:${dark.accentText}!important}
.sheet a.button,.sheet a.button span{background-color:${dark.accent}!important;color:${dark.onAccent}!important}
}`;
}
