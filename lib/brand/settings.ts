import { z } from "zod";
import { accentSchema } from "#lib/brand/palette.ts";
import { mailboxSchema } from "#lib/schema.ts";

/** A file of the brand's folder, by its name. */
const file = (...extensions: string[]) =>
  z
    .string()
    .regex(new RegExp(`^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\\.(?:${extensions.join("|")})$`), {
      error: `must be the name of a file in the brand's folder that ends in .${extensions.join(", .")}`,
    })
    .nullable()
    .default(null);

const link = z
  .string()
  .max(500)
  .regex(/^(?:https:\/\/|mailto:[^@\s]+@)[^\s<>"]+$/, {
    error: "must be an https: or mailto: URL, such as https://example.com/support",
  })
  .nullable()
  .default(null);

const words = (fallback: string) => z.string().trim().min(1).max(80).default(fallback);

/** How the product looks and what it links to. Everything has a default. */
export const brandSchema = z
  .strictObject({
    /** Folder of the files, relative to the installation. */
    folder: z.string().min(1).default("brand"),
    /** The product's name as an image, in place of mark and name. `dark` is for the dark theme. */
    logo: z
      .strictObject({ light: file("svg", "png", "webp"), dark: file("svg", "png", "webp") })
      .prefault({}),
    /** A square symbol, for the touch icon and, without a logo, beside the name. */
    mark: file("svg", "png"),
    /** Icon of browser tabs; the mark by default. */
    favicon: file("svg", "png", "ico"),
    /** Colour of buttons and links, one for both themes or one for each. */
    accent: accentSchema.nullable().default(null),
    /** Font of all texts but code. */
    font: file("woff2"),
    /** Radius of buttons and fields in pixels; other corners follow. */
    radius: z.number().min(0).max(24).nullable().default(null),
    links: z
      .strictObject({ support: link, status: link, terms: link, privacy: link, imprint: link })
      .prefault({}),
    /** Text at the foot of pages and emails, such as the company and its address. */
    footer: z.string().trim().min(1).max(300).nullable().default(null),
    /** Sender of emails, if MAIL_FROM isn't set: `Acme Keys <no-reply@example.com>`. */
    mailFrom: mailboxSchema.nullable().default(null),
    /** What each environment is for. */
    environments: z
      .strictObject({
        live: words("real customers and real money"),
        test: words("for building and testing"),
      })
      .prefault({}),
  })
  .refine(({ logo }) => logo.light !== null || logo.dark === null, {
    path: ["logo", "light"],
    error: "must be set where logo.dark is",
  })
  .prefault({});

export type BrandSettings = z.output<typeof brandSchema>;
