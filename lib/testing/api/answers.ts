import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Operation } from "#lib/operation.ts";
import { createReference } from "#lib/reference/document.ts";

const reference = createReference("http://localhost");

const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
addFormats.default(ajv);
// zod's own formats, and one that only affects display.
for (const format of ["cidrv4", "cidrv6", "password"]) ajv.addFormat(format, true);
ajv.addSchema(reference, "reference");

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

/** Returns the faults of a value by the reference's schema at `pointer`; "" for none. */
export function findFaults(pointer: readonly string[], value: unknown): string {
  const escaped = pointer.map((part) => part.replaceAll("~", "~0").replaceAll("/", "~1"));
  const fragment = escaped.map((part) => `/${encodeURIComponent(part)}`).join("");
  const validate = ajv.getSchema(`reference#${fragment}`);
  if (!validate) throw new Error(`There is no schema at ${fragment}`);
  return validate(value) ? "" : ajv.errorsText(validate.errors);
}

/** Headers added by the server in front of all handlers. */
const headersOfServer = ["X-Request-Id"];

/** Throws unless the reference describes this response: its status, headers, type and body. */
export function requireDescribed(operation: Operation, answer: Answer): void {
  const problem = findProblem(operation, answer);
  if (problem) throw new Error(`${operation.id} answered ${answer.status}, ${problem}`);
}

function findProblem(operation: Operation, { status, headers, text }: Answer): string | null {
  const { response, pointer } = findResponse(operation, status);
  if (!response) return "which is not described";
  const described = Object.entries<{ required?: boolean }>(response.headers ?? {});
  const missing = described.find(
    ([name, { required }]) => required && !headersOfServer.includes(name) && !headers.has(name),
  );
  if (missing) return `without the header ${missing[0]}`;
  if (!response.content) return text === "" ? null : "with a body, of which there should be none";
  const type = headers.get("content-type")?.split(";")[0] ?? "nothing";
  if (!response.content[type]) return `as ${type}, which is not described`;
  if (type !== "application/json") return null;
  const faults = findFaults([...pointer, "content", type, "schema"], JSON.parse(text));
  return faults && `which its schema refuses: ${faults}`;
}

/** Finds a status of an operation in the reference, and its path. */
function findResponse({ path, method }: Operation, status: number) {
  const found = reference.paths?.[path]?.[method]?.responses?.[status];
  if (!found || !("$ref" in found)) {
    return { response: found, pointer: ["paths", path, method, "responses", `${status}`] };
  }
  const name = found.$ref.replace("#/components/responses/", "");
  const response = reference.components?.responses?.[name];
  if (response && "$ref" in response) throw new Error(`${name} is described elsewhere`);
  return { response, pointer: ["components", "responses", name] };
}
