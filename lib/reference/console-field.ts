import type { ConsoleField, ConsoleInput } from "#lib/reference/schema.ts";

/** The part of JSON Schema that a form can represent. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  description?: string;
  example?: unknown;
  default?: unknown;
  maxLength?: number;
}

/** Fields to hide from people looking over the reader's shoulder. */
const secretNames = [
  "password",
  "currentPassword",
  "newPassword",
  "otp",
  "code",
  "key",
  "token",
  "refreshToken",
];

/** Creates the input for a property or parameter. */
export function toConsoleField(
  name: string,
  schema: JsonSchema,
  isRequired: boolean,
): ConsoleField {
  const form = getForm(schema);
  const input = inputFor(form);
  const isSecret = input === "text" && secretNames.includes(name);
  const { description = "", example, default: fallback } = schema;
  return {
    name,
    description,
    input: isSecret ? "secret" : input,
    isRequired,
    choices: listChoices(form.items ?? form),
    example: toText(example ?? fallback, input),
    fallback: toText(fallback, input),
    maxLength: form.maxLength ?? null,
    source: null,
  };
}

/** Returns the single non-null form of a value; plain text for several text forms. */
function getForm(schema: JsonSchema): JsonSchema {
  if (Array.isArray(schema.type)) {
    const types = schema.type.filter((type) => type !== "null");
    return { ...schema, type: types.length === 1 ? types[0] : undefined };
  }
  if (!schema.anyOf) return schema;
  const forms = schema.anyOf.filter(({ type }) => type !== "null").map(getForm);
  if (forms.length === 1) return { ...forms[0] };
  return forms.every(({ type }) => type === "string") ? { type: "string" } : {};
}

function inputFor(form: JsonSchema): ConsoleInput {
  const { type, format } = form;
  if (listChoices(form).length > 0) return "choice";
  if (type === "boolean") return "switch";
  if (type === "integer" || type === "number") return "number";
  if (type === "string") return format === "date-time" ? "moment" : "text";
  if (type !== "array" || getForm(form.items ?? {}).type !== "string") return "json";
  return listChoices(form.items ?? {}).length > 0 ? "choices" : "list";
}

function listChoices({ enum: values, const: only }: JsonSchema): string[] {
  if (values) return values.filter((value) => value !== null).map(String);
  return typeof only === "string" ? [only] : [];
}

function toText(value: unknown, input: ConsoleInput): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value) && input !== "json") return value.join("\n");
  return typeof value === "object" ? JSON.stringify(value, null, 2) : String(value);
}
