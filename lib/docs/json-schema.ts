import type { DocsField } from "#lib/docs/schema.ts";

/** The part of JSON Schema that our document uses. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  example?: unknown;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
}

export type Components = Record<string, JsonSchema>;

const deepest = 4;

/** Lists the fields of an object and, below each, its nested fields. */
export function listFields(
  schema: JsonSchema,
  components: Components,
  place: { idPrefix: string; name?: string; depth?: number },
): DocsField[] {
  const { idPrefix, name: parent = "", depth = 0 } = place;
  const resolved = resolve(schema, components);
  if (resolved.type === "array" && resolved.items) {
    return listFields(resolved.items, components, { idPrefix, name: `${parent}[]`, depth });
  }
  const { properties = {}, required = [] } = mergeVariants(resolved, components);
  return Object.entries(properties).flatMap(([key, value]) => {
    const name = [parent, key].filter(Boolean).join(".");
    const field = describeField(name, value, components, {
      idPrefix,
      isRequired: required.includes(key),
    });
    if (depth >= deepest) return [field];
    return [field, ...listFields(value, components, { idPrefix, name, depth: depth + 1 })];
  });
}

/** Describes one field by its schema. */
export function describeField(
  name: string,
  schema: JsonSchema,
  components: Components,
  { idPrefix, isRequired }: { idPrefix: string; isRequired: boolean },
): DocsField {
  const resolved = resolve(schema, components);
  return {
    id: `${idPrefix}-${name.replaceAll("[]", "").replaceAll(".", "-").toLowerCase()}`,
    name,
    type: describeType(schema, components),
    isRequired,
    description: schema.description ?? resolved.description ?? "",
    facts: listFacts(resolved, components),
  };
}

/** Resolves a reference and removes the null alternative. */
function resolve(schema: JsonSchema, components: Components): JsonSchema {
  if (schema.$ref) {
    return resolve(components[schema.$ref.replace("#/components/schemas/", "")] ?? {}, components);
  }
  const others = schema.anyOf?.filter(({ type }) => type !== "null") ?? [];
  if (others.length !== 1 || !others[0]) return schema;
  const { anyOf: _, ...own } = schema;
  return { ...resolve(others[0], components), ...own };
}

/** Merges all variants' fields; a field is required if all variants require it. */
function mergeVariants(schema: JsonSchema, components: Components): JsonSchema {
  const forms = schema.oneOf ?? schema.anyOf;
  if (!forms) return schema;
  const variants = forms.map((variant) => resolve(variant, components));
  const properties: Record<string, JsonSchema> = {};
  for (const variant of variants) {
    for (const [name, value] of Object.entries(variant.properties ?? {})) {
      const known = properties[name];
      const values = [...new Set([...listValues(known ?? {}), ...listValues(value)])];
      properties[name] = { ...value, ...known, ...(values.length > 0 && { enum: values }) };
    }
  }
  const required = Object.keys(properties).filter((name) =>
    variants.every((variant) => variant.required?.includes(name)),
  );
  return { properties, required };
}

const listValues = (schema: JsonSchema) =>
  schema.enum ?? (schema.const === undefined ? [] : [schema.const]);

const formats: Record<string, string> = {
  "date-time": "date-time",
  date: "date",
  email: "email address",
  uri: "address",
};

function describeType(schema: JsonSchema, components: Components): string {
  const isNullable = (schema.anyOf ?? []).some(({ type }) => type === "null");
  const resolved = resolve(schema, components);
  if (!resolved.type && resolved.anyOf) {
    const names = resolved.anyOf.map((variant) => resolve(variant, components).type ?? "any");
    return [...new Set(names.flat())].join(" or ");
  }
  const types = [resolved.type ?? "any"].flat();
  const names = types.map((type) => {
    if (type === "array")
      return `array of ${pluralize(describeType(resolved.items ?? {}, components))}`;
    const format = type === "string" && formats[resolved.format ?? ""];
    return format ? `string (${format})` : type;
  });
  return [...new Set([...names, ...(isNullable ? ["null"] : [])])].join(" or ");
}

function pluralize(type: string): string {
  return type === "any" ? "values" : type.replace(/^\w+/, (word) => `${word}s`);
}

function listFacts(schema: JsonSchema, components: Components): DocsField["facts"] {
  const item = schema.items ? resolve(schema.items, components) : {};
  const range: [string, unknown][] = [
    ["Default", schema.default],
    ["Min length", schema.minLength],
    ["Max length", schema.maxLength],
    ["Minimum", schema.minimum],
    ["Maximum", schema.maximum],
    ["Min items", schema.minItems],
    ["Max items", schema.maxItems],
    ["Example", schema.example],
  ];
  const options = [...listValues(schema), ...listValues(item)].map(formatValue);
  return [
    ...(options.length > 0 ? [{ label: "Options", values: options }] : []),
    ...range
      .filter(([, value]) => value !== undefined)
      .map(([label, value]) => ({ label, values: [formatValue(value)] })),
  ];
}

const formatValue = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
