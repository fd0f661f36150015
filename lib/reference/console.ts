import { inBrand, type Names } from "#lib/brand/words.ts";
import type { Access, Operation } from "#lib/operation.ts";
import { type JsonSchema, toConsoleField } from "#lib/reference/console-field.ts";
import { createReference } from "#lib/reference/document.ts";
import type {
  ConsoleBody,
  ConsoleCredential,
  ConsoleField,
  ConsoleOperation,
} from "#lib/reference/schema.ts";

interface Parameter {
  in: "path" | "query" | "header";
  name: string;
  description?: string;
  required?: boolean;
  schema: JsonSchema;
}

interface Described {
  parameters?: Parameter[];
  requestBody?: {
    required?: boolean;
    content: Record<string, { schema: JsonSchema; example?: unknown }>;
  };
}

interface Document {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, JsonSchema> };
}

const document = createReference("") as unknown as Document;

/** Irrevocable operations besides every DELETE. */
const irrevocable = [
  ...["finishRotation", "cancelRotation", "transferOwnership", "reportLeak"],
  ...["operatorFinishRotation", "operatorCancelRotation", "operatorCloseMerchant"],
  "operatorRevokeApiKeys",
];

/** Describes an operation for the console in the operator's words, as plain data for the browser. */
export function describeForConsole(operation: Operation, names: Names): ConsoleOperation {
  const { id, method, path, summary, description, access, isIdempotent = false } = operation;
  const { parameters = [], requestBody } = document.paths[path]?.[method] ?? {};
  const fieldsIn = (place: Parameter["in"]) =>
    parameters
      .filter((parameter) => parameter.in === place && parameter.name !== "Idempotency-Key")
      .map((parameter) => toParameterField(parameter, path));
  const isFinal = method === "delete" || irrevocable.includes(id);
  return inBrand(
    {
      id,
      method: method.toUpperCase() as ConsoleOperation["method"],
      path,
      summary,
      credential: credentialFor(access),
      pathFields: fieldsIn("path"),
      queryFields: fieldsIn("query"),
      headerFields: fieldsIn("header"),
      body: requestBody ? toBody(requestBody) : null,
      isIdempotent,
      warning: isFinal ? description : null,
    },
    names,
  );
}

function credentialFor(access: Access): ConsoleCredential {
  if (access === "anyone") return "none";
  if (access === "service") return "service-token";
  return access === "portal" || access === "api-key" ? access : "access-token";
}

function toParameterField({ name, schema, ...about }: Parameter, path: string): ConsoleField {
  const described = { ...schema, description: about.description ?? schema.description };
  const field = toConsoleField(name, resolve(described), about.required ?? false);
  const isOfApplication = about.in === "path" && path.startsWith("/api/v1/applications/{id}");
  if (!isOfApplication) return field;
  return { ...field, source: name === "id" ? "application" : "api-key" };
}

function toBody({ required = false, content }: NonNullable<Described["requestBody"]>) {
  const { schema = {}, example } = content["application/json"] ?? {};
  const { properties, required: names = [] } = resolve(schema);
  const fields =
    properties &&
    Object.entries(properties).map(([name, property]) =>
      toConsoleField(name, resolve(property), names.includes(name)),
    );
  const body: ConsoleBody = {
    fields: fields ?? null,
    initial: Object.fromEntries(
      (fields ?? []).map((field) => [field.name, getInitialValue(field)]),
    ),
    example: JSON.stringify(example ?? {}, null, 2),
    isOptional: !required,
  };
  return body;
}

/**
 * Returns an example for required inputs, so that the first try can succeed; none for a timestamp,
 * because server and browser may render it in different time zones.
 */
function getInitialValue({ input, isRequired, example }: ConsoleField): string {
  return isRequired && input !== "secret" && input !== "moment" ? example : "";
}

function resolve(schema: JsonSchema): JsonSchema {
  const { $ref, ...own } = schema;
  if (!$ref) return schema;
  return { ...document.components.schemas[$ref.split("/").at(-1) ?? ""], ...defined(own) };
}

function defined(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined));
}
