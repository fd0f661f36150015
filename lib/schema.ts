import { z } from "zod";
import { countCodePoints, findInvisible, holdsSecret } from "#lib/text.ts";

/**
 * One line of user text: trimmed, 1 to `max` code points, without invisible characters (PostgreSQL
 * refuses U+0000, the driver would replace a lone surrogate), and without our keys or tokens.
 */
export function lineOfText(name: string, max: number) {
  return boundedText(createTextSchema(name).trim(), name, max, findInvisible);
}

/** Like `lineOfText`, but multi-line; line ends are normalized to U+000A. */
export function linesOfText(name: string, max: number) {
  const text = createTextSchema(name).overwrite((sent) => sent.replace(/\r\n?/g, "\n"));
  return boundedText(text.trim(), name, max, (sent) => findInvisible(sent.replaceAll("\n", "")));
}

function createTextSchema(name: string) {
  return z.string({ error: (issue) => missingOr(issue.input, name, "must be text") });
}

function boundedText(
  text: z.ZodString,
  name: string,
  max: number,
  findFault: (text: string) => string | undefined,
) {
  const bounded = text
    .min(1, { error: `${name} is required`, abort: true })
    .refine((text) => countCodePoints(text) <= max, {
      error: `${name} must be at most ${max} characters long`,
    })
    .refine((text) => findFault(text) === undefined, {
      error: ({ input }) => {
        const code = findFault(String(input))?.codePointAt(0)?.toString(16).toUpperCase();
        return `${name} must not contain invisible characters such as U+${code?.padStart(4, "0")}`;
      },
    });
  return withoutSecrets(bounded, name).meta({ minLength: 1, maxLength: max });
}

/** Text that is stored or shown must not contain a full key or token of ours. */
export function withoutSecrets(text: z.ZodString, name: string): z.ZodString {
  return text.refine((text) => !holdsSecret(text), {
    error: `${name} must not contain an API key or token`,
  });
}

const firstMoment = Date.parse("0001-01-01T00:00:00Z");
const lastMoment = Date.parse("9999-12-31T23:59:59.999Z");

/** An RFC 3339 timestamp whose year has four digits in UTC too; `error` is the message. */
export function momentText(error: string) {
  return z.iso
    .datetime({ offset: true, error, abort: true })
    .refine((text) => Date.parse(text) >= firstMoment && Date.parse(text) <= lastMoment, { error });
}

/** Returns the message for a value of the wrong type: absent ones are "required". */
export function missingOr(input: unknown, name: string, otherwise: string): string {
  return input === undefined ? `${name} is required` : `${name} ${otherwise}`;
}

const limitText = "The limit must be a whole number from 1 to 100";

export const pageQuery = z.strictObject({
  limit: z
    .string()
    .regex(/^[0-9]{1,3}$/, { error: limitText })
    .transform(Number)
    .pipe(z.int().min(1, { error: limitText }).max(100, { error: limitText }))
    .default(25)
    .meta({
      description: "Maximum number of entries to return",
      override: { type: "integer", minimum: 1, maximum: 100, default: 25 },
    }),
  cursor: z
    .string()
    .max(512, { error: "The cursor does not belong to this list" })
    .meta({ description: "The `nextCursor` of the previous page. Omit it for the first page" })
    .optional(),
});
export type PageQuery = z.infer<typeof pageQuery>;

export interface Page<T> {
  data: T[];
  nextCursor: string | null;
}

/** Creates the wire schema for a page of a list. */
export function createPageSchema<T extends z.ZodType>(entry: T) {
  return z.object({
    data: z.array(entry).meta({ description: "The entries of this page" }),
    nextCursor: z
      .string()
      .nullable()
      .meta({ description: "The `cursor` of the next page. Null on the last page" }),
  });
}

/** Creates the schema of an id in a response; only its prefix is guaranteed. */
export function createIdSchema(what: string, example: string) {
  return z.string().meta({ description: `Id of the ${what}`, example });
}

/** Creates the schema of a timestamp in a response: RFC 3339 in UTC with whole seconds. */
export function createTimestampSchema(description: string, example = "2026-02-23T13:30:00Z") {
  return z.string().meta({ format: "date-time", description, example });
}

/** Returns whether responses from the URL cannot be tampered with on the way. */
export function isTamperProof(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  if (protocol === "http:") return /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
  return protocol === "https:";
}

/** A sender with an optional name, such as `Acme Keys <no-reply@example.com>`. */
export const mailboxSchema = z
  .string()
  .regex(/^(?:[^\r\n<>@]+<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, {
    error: "must be an address such as Acme Keys <no-reply@example.com>",
  });

/** Splits a sender, because `:`, `;`, `,` or `(` in a name would be parsed as syntax. */
export function splitMailbox(text: string): { name: string; address: string } {
  const [, name = "", address = text] = /^([^<]*)<(.*)>$/.exec(text) ?? [];
  const quoted = /^"(.*)"$/.exec(name.trim())?.[1];
  return { name: quoted?.replaceAll(/\\(.)/g, "$1") ?? name.trim(), address };
}
