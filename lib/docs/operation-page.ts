import { STATUS_CODES } from "node:http";
import type { Context } from "#lib/context.ts";
import { operations } from "#lib/contract.ts";
import { describeAuthentication } from "#lib/docs/authentication.ts";
import { forReader } from "#lib/docs/for-reader.ts";
import { isHidden } from "#lib/docs/hidden.ts";
import {
  type Components,
  describeField,
  type JsonSchema,
  listFields,
} from "#lib/docs/json-schema.ts";
import { getOperationName } from "#lib/docs/operation-name.ts";
import type { DocsAnswer, DocsField, FieldTable, OperationPage } from "#lib/docs/schema.ts";
import { getErrorCode } from "#lib/errors.ts";
import type { Operation } from "#lib/operation.ts";
import { paths } from "#lib/paths.ts";
import { createReference } from "#lib/reference/document.ts";
import { createSamples } from "#lib/reference/samples.ts";

interface Content {
  schema?: JsonSchema;
  example?: unknown;
}

interface Parameter {
  in: "path" | "query" | "header";
  name: string;
  required?: boolean;
  schema: JsonSchema;
}

interface Described {
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, Content> };
  responses: Record<string, Response>;
}

interface Response {
  description: string;
  headers?: Record<string, { schema: JsonSchema }>;
  content?: Record<string, Content>;
}

const json = "application/json";

/** Finds the operation of a page that is not hidden. */
export function findOperation(name: string, config: Context["config"]): Operation | undefined {
  if (isHidden(paths.operation(name), config)) return undefined;
  return operations.find((operation) => getOperationName(operation) === name);
}

/** Describes an operation's page in the operator's words, with samples that call `origin`. */
export function describeOperation(
  operation: Operation,
  origin: string,
  config: Context["config"],
): OperationPage {
  return forReader(createPage(operation, origin), config);
}

function createPage(operation: Operation, origin: string): OperationPage {
  const document = createReference(origin);
  const components = document.components?.schemas as Components;
  const described = document.paths?.[operation.path]?.[operation.method] as Described;
  const responses = mapResponses(described, document.components?.responses ?? {});
  return {
    id: operation.id,
    path: paths.operation(getOperationName(operation)),
    group: operation.group,
    title: operation.summary,
    description: operation.description,
    method: operation.method.toUpperCase(),
    endpoint: operation.path,
    authentication: describeAuthentication(operation),
    inputs: describeInputs(described, components),
    isIdempotent: operation.isIdempotent ?? false,
    answers: Object.entries(responses).map(([status, response]) =>
      describeAnswer(Number(status), response),
    ),
    outputs: describeOutputs(responses, operation.success.status, components),
    samples: createSamples(operation, { baseUrl: origin }),
  };
}

/** Resolves responses that the document shares between operations. */
function mapResponses(
  { responses }: Described,
  shared: Record<string, unknown>,
): Described["responses"] {
  const entries = Object.entries<Response & { $ref?: string }>(responses);
  return Object.fromEntries(
    entries.map(([status, response]) => {
      const name = response.$ref?.replace("#/components/responses/", "");
      return [status, name ? (shared[name] as Response) : response];
    }),
  );
}

function describeInputs(described: Described, components: Components): FieldTable[] {
  const { parameters = [], requestBody } = described;
  const createTable = (place: Parameter["in"], id: string, title: string): FieldTable => ({
    id,
    title,
    fields: parameters
      .filter((parameter) => parameter.in === place)
      .map(({ name, schema, required = false }) =>
        describeField(name, schema, components, { idPrefix: place, isRequired: required }),
      ),
  });
  const headers = createTable("header", "headers", "Headers");
  if (requestBody) headers.fields.unshift(contentType(requestBody.required ?? false));
  const tables = [
    createTable("path", "path-parameters", "Path parameters"),
    createTable("query", "query-parameters", "Query parameters"),
    headers,
    ...(requestBody ? [describeBody(requestBody, components)] : []),
  ];
  return tables.filter(({ fields }) => fields.length > 0);
}

const contentType = (isRequired: boolean): DocsField => ({
  id: "header-content-type",
  name: "Content-Type",
  type: "string",
  isRequired,
  description: "The media type of the request body",
  facts: [{ label: "Options", values: [json] }],
});

function describeBody(
  { required, content }: NonNullable<Described["requestBody"]>,
  components: Components,
): FieldTable {
  const schema = content[json]?.schema ?? {};
  return {
    id: "body",
    title: "Body",
    note: required ? `\`${json}\`` : `\`${json}\`. Optional.`,
    fields: listFields(schema, components, { idPrefix: "body" }),
  };
}

function describeAnswer(status: number, response: Response): DocsAnswer {
  const { description, headers = {}, content = {} } = response;
  const code = getErrorCode(status);
  const [type] = Object.keys(content);
  const example = content[json]?.example;
  return {
    id: `answer-${status}`,
    status,
    reason: STATUS_CODES[status] ?? "",
    description,
    headers: Object.keys(headers),
    ...(code && { helpPath: paths.errorHelp(code) }),
    sample:
      example === undefined
        ? {
            syntax: "text",
            code: type ? `A file, as ${Object.keys(content).join(" or ")}` : "No body",
          }
        : { syntax: "json", code: JSON.stringify(example, null, 2) },
  };
}

function describeOutputs(
  responses: Described["responses"],
  status: number,
  components: Components,
): FieldTable[] {
  const schema = responses[status]?.content?.[json]?.schema;
  const headers = Object.assign({}, ...Object.values(responses).map((answer) => answer.headers));
  const tables: FieldTable[] = [
    {
      id: "response-body",
      title: "Response body",
      note: `Body of the ${status} response.`,
      fields: schema ? listFields(schema, components, { idPrefix: "response" }) : [],
    },
    {
      id: "response-headers",
      title: "Response headers",
      fields: Object.entries<{ schema: JsonSchema }>(headers).map(([name, header]) =>
        describeField(name, header.schema, components, {
          idPrefix: "response-header",
          isRequired: false,
        }),
      ),
    },
  ];
  return tables.filter(({ fields }) => fields.length > 0);
}
