import { z } from "zod";
import {
  externalIdMaxLength,
  maxBytes,
  maxPairs,
  maxTags,
  metadataNameForm,
  nameMaxLength,
  operatorPrefix,
  tagMaxLength,
  valueMaxLength,
} from "#lib/metadata/constants.ts";
import { lineOfText } from "#lib/schema.ts";
import { countCodePoints, findInvisible, holdsSecret } from "#lib/text.ts";

export type Metadata = Record<string, string>;

const limits = `At most ${maxPairs} pairs and ${maxBytes / 1024} KB in all.`;

/** Returns what is wrong with a pair, if anything. */
function findFault(name: string, value: unknown, isOperators: boolean): string | undefined {
  if (!metadataNameForm.test(name)) {
    return `A name must begin with a letter and have at most ${nameMaxLength} letters, digits, and _ . : -`;
  }
  if (!isOperators && name.startsWith(operatorPrefix)) {
    return `Names that begin with ${operatorPrefix} are the operator's`;
  }
  if (typeof value !== "string") return "A value must be text";
  if (countCodePoints(value) > valueMaxLength) {
    return `A value must be at most ${valueMaxLength} characters long`;
  }
  if (findInvisible(value) !== undefined) return "A value must not contain invisible characters";
  if (holdsSecret(value) || holdsSecret(name)) return "It must not contain an API key or token";
  return undefined;
}

const encoder = new TextEncoder();
const countBytes = (text: string) => encoder.encode(text).length;

/** Not `z.record`, which passes over a name such as `__proto__` without a word. */
function createMetadataSchema(isOperators: boolean) {
  return z
    .unknown()
    .superRefine((input, ctx) => {
      if (typeof input !== "object" || input === null || Array.isArray(input)) {
        ctx.addIssue("The metadata must be an object");
        return;
      }
      for (const [name, value] of Object.entries(input)) {
        const message = findFault(name, value, isOperators);
        const shown = metadataNameForm.test(name) && !holdsSecret(name) ? [name] : [];
        if (message) ctx.addIssue({ code: "custom", message, path: shown });
      }
      const sides = Object.values(splitMetadata(input as Metadata)).map((side) => side ?? {});
      if (sides.some((side) => Object.keys(side).length > maxPairs)) {
        ctx.addIssue(`The metadata can have at most ${maxPairs} pairs`);
      }
      if (sides.some((side) => countBytes(JSON.stringify(side)) > maxBytes)) {
        ctx.addIssue(`The metadata must be at most ${maxBytes / 1024} KB`);
      }
    })
    .transform((input) => input as Metadata)
    .meta({
      description: isOperators
        ? `Pairs of text that replace all pairs. Merchants see and change all but those whose names begin with \`${operatorPrefix}\`. ${limits}`
        : `Pairs of text of your own, which replace your earlier ones. ${limits}`,
      example: { plan: "gold" },
      override: {
        type: "object",
        maxProperties: isOperators ? 2 * maxPairs : maxPairs,
        additionalProperties: { type: "string", maxLength: valueMaxLength },
      },
    });
}

/** What merchants send. */
export const metadataInput = createMetadataSchema(false);

/** What the operator sends. */
export const operatorMetadataInput = createMetadataSchema(true);

export const tagsInput = z
  .array(lineOfText("A tag", tagMaxLength), { error: "The tags must be a list of text" })
  .max(maxTags, { error: `There can be at most ${maxTags} tags` })
  .transform((tags) => [...new Set(tags)].sort())
  .meta({ description: "Labels to filter by", example: ["checkout"] });

/** The operator's own id of a merchant, application or key. */
export const externalIdInput = lineOfText("The external id", externalIdMaxLength).nullable().meta({
  description: "The operator's own id, unique among its kind. Null for none",
  example: "cust_4711",
});

/** Fields of responses. */
export const externalIdField = z
  .string()
  .nullable()
  .meta({ description: "The operator's own id of it. Null if it has none", example: null });
export const metadataField = z
  .record(z.string(), z.string())
  .meta({ description: "Pairs of text", example: { plan: "gold" } });
export const tagsField = z
  .array(z.string())
  .meta({ description: "Labels to filter by", example: ["checkout"] });

/** Filters of a list of keys. */
export const labelFilters = {
  tag: lineOfText("The tag", tagMaxLength)
    .meta({ description: "Only keys with this tag", example: "checkout" })
    .optional(),
  metadata: createPairSchema(false),
};

/** Filter by one pair, written `name=value`. */
export function createPairSchema(isOperators: boolean) {
  return z
    .string()
    .superRefine((pair, ctx) => {
      const [name, value] = splitPair(pair);
      const message = findFault(name, value, isOperators);
      if (message) ctx.addIssue(message);
    })
    .meta({ description: "Only keys with this pair, written `name=value`", example: "plan=gold" })
    .optional();
}

function splitPair(pair: string): [string, string | undefined] {
  const end = pair.indexOf("=");
  return end === -1 ? [pair, undefined] : [pair.slice(0, end), pair.slice(end + 1)];
}

/** Metadata as it is stored: apart, so that a statement for merchants can't select the rest. */
export interface StoredMetadata {
  /** Null for none, so that a row without pairs takes no room for them. */
  metadata: Metadata | null;
  operatorMetadata: Metadata | null;
}

export function splitMetadata(pairs: Metadata): StoredMetadata {
  const pick = (isOperators: boolean) => {
    const own = Object.entries(pairs)
      .filter(([name]) => name.startsWith(operatorPrefix) === isOperators)
      .sort(([one], [other]) => (one < other ? -1 : 1));
    return own.length > 0 ? Object.fromEntries(own) : null;
  };
  return { metadata: pick(false), operatorMetadata: pick(true) };
}
