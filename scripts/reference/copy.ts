import type { createReference } from "#lib/reference/document.ts";

export type Document = ReturnType<typeof createReference>;

export interface DocumentResponse {
  headers?: unknown;
  content?: Record<string, { example?: unknown }>;
}

export interface DocumentOperation {
  parameters?: {
    example?: unknown;
    schema?: { example?: unknown; default?: unknown; enum?: unknown[] };
  }[];
  responses: Record<string, DocumentResponse>;
}

interface DocumentParts {
  paths?: Record<string, Record<string, DocumentOperation>>;
  components?: { responses?: Record<string, DocumentResponse> };
}

/** Copies the document, and lists all that can be changed in it. */
export function copyDocument(document: Document) {
  const copy = structuredClone(document) as DocumentParts;
  return {
    copy,
    operations: Object.values(copy.paths ?? {}).flatMap((path) => Object.values(path)),
    sharedResponses: Object.values(copy.components?.responses ?? {}),
  };
}
