import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { createReference } from "#lib/reference/document.ts";
import type { Operation } from "#lib/reference/operation.ts";

const reference = createReference("http://localhost");

/** Whatever the reference holds, by its JSON pointers; formats of zod's own are let pass. */
export const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
addFormats.default(ajv);
for (const format of ["cidrv4", "cidrv6", "password"]) ajv.addFormat(format, true);
ajv.addSchema(reference, "reference");

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

interface Described {
  headers?: Record<string, { required?: boolean }>;
  content?: Record<string, unknown>;
}

/** The server in front of all handlers adds them. */
const headersOfServer = ["X-Request-Id"];

/** Throws unless the reference describes this answer: its status, headers, type and body. */
export function requireDescribed(operation: Operation, { status, headers, text }: Answer): void {
  const refuse = (problem: string): never => {
    throw new Error(`${operation.id} answered ${status}, ${problem}`);
  };
  const { id, path, method } = operation;
  const responses = reference.paths?.[path]?.[method]?.responses;
  const described = (responses?.[status] ?? refuse("which is not described")) as Described;
  for (const [name, { required }] of Object.entries(described.headers ?? {})) {
    const isMissing = required && !headersOfServer.includes(name) && !headers.has(name);
    if (isMissing) refuse(`without the header ${name}`);
  }
  if (!described.content) {
    if (text !== "") refuse("with a body, of which there should be none");
    return;
  }
  const type = headers.get("content-type")?.split(";")[0] ?? "nothing";
  if (!described.content[type]) refuse(`as ${type}, which is not described`);
  if (type !== "application/json") return;
  const pointer = ["paths", path, method, "responses", `${status}`, "content", type, "schema"];
  const validate = ajv.getSchema(`reference#${toFragment(pointer)}`) ?? refuse("without a schema");
  if (!validate(JSON.parse(text))) refuse(`as ${id} must not: ${ajv.errorsText(validate.errors)}`);
}

/** RFC 6901, section 6. */
export function toFragment(pointer: readonly string[]): string {
  const escaped = pointer.map((part) => part.replaceAll("~", "~0").replaceAll("/", "~1"));
  return escaped.map((part) => `/${encodeURIComponent(part)}`).join("");
}
