import { registerHooks } from "node:module";
import { operations } from "#lib/contract.ts";
import { copyDocument, type Document } from "#scripts/reference/copy.ts";

// openapi-typescript prints with the compiler API of TypeScript 5, which version 7 lacks.
registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier === "typescript" ? "typescript-5" : specifier, context),
});
const { default: toTypes, astToString } = await import("openapi-typescript");

/** Writes the document as TypeScript: `paths`, and what a client needs to call each operation. */
export async function writeTypes(document: Document): Promise<string> {
  const types = await toTypes(JSON.stringify(simplify(document)), {
    alphabetize: false,
    defaultNonNullable: false,
  });
  // In the portal's bundle, which calls none of the operator's.
  const listed = operations.filter(({ group }) => group !== "Operator");
  const idempotent = listed
    .filter(({ isIdempotent }) => isIdempotent)
    .map(({ method, path }) => `  "${method.toUpperCase()} ${path}",\n`);
  const addresses = listed.map(
    ({ id, method, path }) => `  ${id}: "${method.toUpperCase()} ${path}",\n`,
  );
  return [
    "// Made of the OpenAPI document by `npm run reference`.\n\n",
    astToString(types),
    "\n/** Which operations of merchants take an Idempotency-Key. */\n",
    `export const idempotentOperations: readonly string[] = [\n${idempotent.join("")}];\n`,
    "\n/** Method and path of each operation of merchants. */\n",
    `export const operationPaths = {\n${addresses.join("")}} as const;\n`,
  ].join("");
}

/**
 * Removes response headers and examples: the client reads the headers itself, and examples are
 * rarely used.
 */
function simplify(document: Document): object {
  const { copy, operations: described, sharedResponses } = copyDocument(document);
  const responses = described.flatMap((operation) => Object.values(operation.responses));
  for (const response of [...responses, ...sharedResponses]) {
    delete response.headers;
    for (const media of Object.values(response.content ?? {})) delete media.example;
  }
  return copy;
}
