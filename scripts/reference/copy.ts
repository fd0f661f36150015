import type { createReference } from "#lib/reference/document.ts";

export type Document = ReturnType<typeof createReference>;

export interface DocumentOperation {
  parameters?: {
    example?: unknown;
    schema?: { example?: unknown; default?: unknown; enum?: unknown[] };
  }[];
  requestBody?: { content: Record<string, { example?: unknown }> };
  responses: Record<string, { headers?: unknown; content?: Record<string, { example?: unknown }> }>;
}

/** A copy of the document, each of whose operations `change` has changed. */
export function copyDocument(
  document: Document,
  change: (operation: DocumentOperation) => void,
): object {
  const copy = structuredClone(document) as {
    paths?: Record<string, Record<string, DocumentOperation>>;
  };
  for (const path of Object.values(copy.paths ?? {})) Object.values(path).forEach(change);
  return copy;
}
