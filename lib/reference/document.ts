import { z } from "zod";
import {
  createDocument,
  type ZodOpenApiObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiResponseObject,
} from "zod-openapi";
import { operations } from "#lib/contract.ts";
import { type ErrorCode, errorCodes, errorTable } from "#lib/errors.ts";
import { type Access, groups, type Operation, type Success } from "#lib/operation.ts";

/** The published version of the HTTP API. */
const version = "1.0.0";

const publishedDetails = [{ field: "email", message: "Invalid email format" }];

const envelopeSchema = z
  .object({
    error: z.string().meta({ description: "The reason phrase of the status" }),
    message: z.string().meta({ description: "One plain sentence" }),
    code: z.int().meta({ description: "The status" }),
    details: z
      .array(
        z.object({
          field: z.string().meta({ description: "Path of the field, such as `ipAllowlist.0`" }),
          message: z.string().meta({ description: "What is wrong with it" }),
        }),
      )
      .optional()
      .meta({ description: "For 400 only: the invalid fields" }),
  })
  .meta({ id: "Error" });

const header = (description: string, example: string) =>
  z.string().meta({ description, header: {}, example });

const headers = {
  "X-Request-Id": header(
    "Identifies this request in our log",
    "8f14e45f-ceea-467f-a8d2-6d1b2f0c9b11",
  ),
  RateLimit: header(
    "What is left of each limit, and the seconds until it resets",
    '"caller";r=5999;t=60',
  ),
  "RateLimit-Policy": header("The limits that apply", '"caller";q=6000;w=60'),
  "Retry-After": header("Seconds to wait before retrying", "1"),
  "WWW-Authenticate": header("What is missing (RFC 6750)", 'Bearer error="invalid_token"'),
  "Idempotency-Replayed": header("`true` if this is the response to an earlier request", "true"),
  "Effective-At": header(
    "When the change takes effect everywhere. In the future if a verifier hasn't confirmed it yet",
    "2026-02-23T13:30:02Z",
  ),
  "Preference-Applied": header("The preferences that were applied", "return=representation"),
  "Content-Disposition": header("The file name", "attachment"),
  Link: header(
    "Link to the explanation of this error",
    '</docs/guides/errors#not-found>; rel="help"',
  ),
};
type HeaderName = keyof typeof headers;

/** Selects headers that a response always has, and optional ones. */
function pick(always: HeaderName[], sometimes: HeaderName[] = []) {
  const toOptional = (name: HeaderName) => [name, headers[name].optional()] as const;
  return z.object({
    ...Object.fromEntries(always.map((name) => [name, headers[name]])),
    ...Object.fromEntries(sometimes.map(toOptional)),
  });
}

const rateLimitHeaders = ["RateLimit", "RateLimit-Policy"] as const;

/** The operator's own services are not limited. */
const isLimited = ({ access }: Operation) => access !== "service";

/** Creates the OpenAPI 3.1 document of the HTTP API, served at `origin`. */
export function createReference(origin: string) {
  return { ...reference, servers: [{ url: origin, description: "This server" }] };
}

function createPaths(): ZodOpenApiObject["paths"] {
  const paths: NonNullable<ZodOpenApiObject["paths"]> = {};
  for (const operation of operations) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method]: describeOperation(operation),
    };
  }
  return paths;
}

function describeOperation(operation: Operation): ZodOpenApiOperationObject {
  const { id, group, summary, description, params, query, body, success } = operation;
  const { bodyExample, isBodyOptional, isIdempotent, representation } = operation;
  return {
    operationId: id,
    tags: [group],
    summary,
    description: [description, ...accessNotes(operation)].join("\n\n"),
    security: listSecurity(operation.access),
    requestParams: {
      ...(params && { path: z.object(mapValues(params, createParameterSchema)) }),
      ...(query && { query }),
      ...((isIdempotent || representation || operation.headers) && {
        header: z.object({
          ...(isIdempotent && { "Idempotency-Key": idempotencyKey }),
          ...(representation && { Prefer: prefer }),
          ...mapValues(operation.headers ?? {}, (about) => createParameterSchema(about).optional()),
        }),
      }),
    },
    ...(body && {
      requestBody: {
        required: !isBodyOptional,
        content: {
          "application/json": { schema: body.meta({ id: getBodyId(id) }), example: bodyExample },
        },
      },
    }),
    responses: {
      [success.status]: describeSuccess(operation, success),
      ...(representation && {
        [representation.status]: describeSuccess(operation, representation, ["Preference-Applied"]),
      }),
      ...Object.fromEntries(
        listErrors(operation).map((code) => [errorTable[code][0], describeError(operation, code)]),
      ),
    },
  };
}

const getBodyId = (id: string) => `${id.charAt(0).toUpperCase()}${id.slice(1)}Body`;

const idempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/)
  .meta({
    description:
      "Makes it safe to repeat the request: within 10 minutes, a repeat returns the same response and does nothing twice",
    example: "b9c2e6d4-0f6b-4c1e-9a51-2f3f1c7a7e10",
  })
  .optional();

const prefer = z
  .string()
  .meta({
    description: "`return=representation` for a response with a body (RFC 7240)",
    example: "return=representation",
  })
  .optional();

const createParameterSchema = ({
  description,
  example,
}: {
  description: string;
  example?: string;
}) => z.string().meta({ description, example });

function mapValues<T, R>(record: Record<string, T>, map: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}

function accessNotes({ access, serviceScope, needsProof }: Operation): string[] {
  const notes: Partial<Record<Access, string>> = {
    account: "For the caller's own account. API tokens can't call it.",
    portal: "For the portal only. Tokens can't call it.",
    service: `Needs a service token with the scope \`${serviceScope}\`.`,
  };
  const note = access.includes(":") ? `Needs the scope \`${access}\`.` : notes[access];
  const proof =
    "Returns 403 with `insufficient_user_authentication` if a more recent authentication is required.";
  return [...(note ? [note] : []), ...(needsProof ? [proof] : [])];
}

function listSecurity(access: Access): Record<string, string[]>[] {
  if (access === "anyone") return [];
  if (access === "visitor") return [{}, { accessToken: [] }, { session: [] }];
  if (access === "service") return [{ serviceToken: [] }];
  if (access === "api-key") return [{ apiKey: [] }, { apiKeyHeader: [] }];
  return access === "portal" ? [{ session: [] }] : [{ accessToken: [] }, { session: [] }];
}

function describeSuccess(
  operation: Operation,
  success: Success,
  added: HeaderName[] = [],
): ZodOpenApiResponseObject {
  const { isIdempotent, awaitsEffect } = operation;
  const { description, schema, example, downloads = [] } = success;
  const always: HeaderName[] = ["X-Request-Id", ...added];
  if (isLimited(operation)) always.push(...rateLimitHeaders);
  if (awaitsEffect) always.push("Effective-At");
  if (downloads.length > 0) always.push("Content-Disposition");
  const content = {
    ...(schema && { "application/json": { schema, example } }),
    ...Object.fromEntries(downloads.map((type) => [type, { schema: z.string() }])),
  };
  return {
    description,
    headers: pick(always, isIdempotent ? ["Idempotency-Replayed"] : []),
    ...(Object.keys(content).length > 0 && { content }),
  };
}

/** Lists the error codes of `lib/errors.ts` that the operation may return. */
export function listErrors(operation: Operation): ErrorCode[] {
  const { access, params, query, body, isIdempotent, headers, errors = {} } = operation;
  const isOpen = access === "anyone" || access === "visitor";
  const isMembers = !isOpen && access !== "service" && access !== "api-key";
  const codes = new Set<ErrorCode>(Object.keys(errors) as ErrorCode[]);
  if (body || query || isIdempotent || headers) codes.add("bad_request");
  if (!isOpen) codes.add("unauthorized");
  if (isMembers || access === "service") codes.add("forbidden");
  if (params) codes.add("not_found");
  if (isIdempotent) codes.add("conflict").add("unprocessable");
  if (body) codes.add("payload_too_large").add("unsupported_media_type");
  if (isLimited(operation)) codes.add("too_many_requests");
  codes.add("internal").add("unavailable");
  return errorCodes.filter((code) => codes.has(code));
}

function describeError({ errors }: Operation, code: ErrorCode): ZodOpenApiResponseObject {
  const words = errors?.[code];
  return words === undefined ? usualErrors[code] : createErrorResponse(code, words);
}

function createErrorResponse(code: ErrorCode, description: string): ZodOpenApiResponseObject {
  const [status, error, message] = errorTable[code];
  const always: HeaderName[] = ["X-Request-Id", "Link"];
  if (status === 401) always.push("WWW-Authenticate");
  if (status === 429) always.push(...rateLimitHeaders);
  if (status === 429 || status === 503) always.push("Retry-After");
  const details = code === "bad_request" && { details: publishedDetails };
  return {
    description,
    headers: pick(always, status === 403 ? ["WWW-Authenticate"] : []),
    content: {
      "application/json": {
        schema: envelopeSchema,
        example: { error, message, code: status, ...details },
      },
    },
  };
}

/** Errors with their default text, each defined once in the document. */
const usualErrors = Object.fromEntries(
  errorCodes.map((code) => {
    const [, reason, message] = errorTable[code];
    return [code, { id: reason.replaceAll(" ", ""), ...createErrorResponse(code, message) }];
  }),
) as Record<ErrorCode, ZodOpenApiResponseObject>;

/** Rewrites zod's JSON Schema in its usual form. */
function tidySchema({ jsonSchema }: { jsonSchema: Record<string, unknown> }): void {
  hoistNullable(jsonSchema);
  if (jsonSchema.format) delete jsonSchema.pattern;
  // zod escapes slashes in patterns as in a literal; generators would escape them twice.
  if (typeof jsonSchema.pattern === "string") {
    jsonSchema.pattern = jsonSchema.pattern.replaceAll("\\/", "/");
  }
  // An OpenAPI discriminator must be a string, and `valid` is a boolean.
  const { mapping } = (jsonSchema.discriminator ?? {}) as { mapping?: Record<string, string> };
  if (mapping?.true) delete jsonSchema.discriminator;
  nameProperties(jsonSchema);
  const isSafeInteger =
    jsonSchema.type === "integer" && jsonSchema.maximum === Number.MAX_SAFE_INTEGER;
  if (isSafeInteger) {
    delete jsonSchema.maximum;
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  }
}

/** Turns `anyOf` of a string and null into one schema, which keeps the keywords of the string. */
function hoistNullable(jsonSchema: Record<string, unknown>): void {
  const [value, other] = (jsonSchema.anyOf ?? []) as Record<string, unknown>[];
  if (value?.type !== "string" || value.enum || other?.type !== "null") return;
  delete jsonSchema.anyOf;
  Object.assign(jsonSchema, { ...value, ...jsonSchema, type: ["string", "null"] });
}

/** Turns a record with known names into an object, for type generators. */
function nameProperties(jsonSchema: Record<string, unknown>): void {
  const { enum: names } = (jsonSchema.propertyNames ?? {}) as { enum?: string[] };
  if (!names) return;
  const { additionalProperties } = jsonSchema;
  jsonSchema.properties = Object.fromEntries(names.map((name) => [name, additionalProperties]));
  jsonSchema.additionalProperties = false;
  delete jsonSchema.propertyNames;
}

/**
 * Keeps patterns for text only: a numeric parameter's pattern describes its text, not the number.
 */
function keepPatternsForText<T>(node: T): T {
  if (typeof node !== "object" || node === null) return node;
  if ("pattern" in node && "type" in node && node.type === "integer") delete node.pattern;
  for (const child of Object.values(node)) keepPatternsForText(child);
  return node;
}

const document = createDocument(
  {
    openapi: "3.1.0",
    info: {
      title: "Keysmith API",
      version,
      description: [
        "Applications and API keys over HTTP. JSON in UTF-8. Date-times are RFC 3339 in UTC. All errors have the same format and are explained in the guide to errors.",
        "Any request may be refused in that envelope before an operation sees it: 400 for a URL, a `Host` or bytes that are not well-formed (a path has no empty and no dot segments), 404 for a path that does not exist, 405 for a method that a path does not have, 408 for a request that takes too long to arrive, 413 for a body over 1 MiB, and 431 for headers over 96 KiB.",
      ].join("\n\n"),
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    tags: groups.map(({ name, description }) => ({ name, description })),
    security: [],
    components: {
      securitySchemes: {
        accessToken: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "JWT",
          description: "Bearer token (JWT). Authentication token required.",
        },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "portal-session",
          description: "The portal's session cookie",
        },
        apiKey: { type: "http", scheme: "bearer", description: "The full API key itself" },
        apiKeyHeader: {
          type: "apiKey",
          in: "header",
          name: "X-API-Key",
          description: "The full API key itself",
        },
        serviceToken: {
          type: "http",
          scheme: "bearer",
          description: "A service token, created by the operator",
        },
      },
    },
    paths: createPaths(),
  },
  { override: tidySchema },
);
const reference = keepPatternsForText(document);
