import { registerHooks } from "node:module";
import type { createReference } from "#lib/reference/document.ts";
import { operations } from "#lib/reference/operations.ts";

// openapi-typescript prints by the compiler of TypeScript 5, whose interface version 7 has not got.
registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier === "typescript" ? "typescript-5" : specifier, context),
});
const { default: toTypes, astToString } = await import("openapi-typescript");

/** The document as TypeScript: `paths`, and which operations take an Idempotency-Key. */
export async function writeTypes(document: ReturnType<typeof createReference>): Promise<string> {
  const types = await toTypes(JSON.stringify(withoutHeaders(document)), {
    alphabetize: false,
    defaultNonNullable: false,
  });
  const idempotent = operations
    .filter(({ isIdempotent }) => isIdempotent)
    .map(({ method, path }) => `  "${method.toUpperCase()} ${path}",\n`);
  return [
    "// Made of the OpenAPI document by `npm run reference`.\n\n",
    astToString(types),
    "\n/** Which operations take an Idempotency-Key. */\n",
    `export const idempotentOperations: readonly string[] = [\n${idempotent.join("")}];\n`,
  ].join("");
}

/** Without the headers of answers, which the client reads itself and hands on in its errors. */
function withoutHeaders(document: ReturnType<typeof createReference>): object {
  const copy = structuredClone(document) as {
    paths?: Record<string, Record<string, { responses: Record<string, { headers?: unknown }> }>>;
  };
  for (const path of Object.values(copy.paths ?? {})) {
    for (const { responses } of Object.values(path)) {
      for (const response of Object.values(responses)) delete response.headers;
    }
  }
  return copy;
}
