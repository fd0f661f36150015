import type { Operation } from "#lib/operation.ts";
import { createCall } from "#lib/reference/samples/call.ts";
import { writeCurl } from "#lib/reference/samples/curl.ts";
import { writeGo } from "#lib/reference/samples/go.ts";
import { writeJavaScript } from "#lib/reference/samples/javascript.ts";
import { writePython } from "#lib/reference/samples/python.ts";
import { writeRuby } from "#lib/reference/samples/ruby.ts";

/** In the order of the published page. */
const languages = [
  { language: "cURL", syntax: "bash", write: writeCurl },
  { language: "Python", syntax: "python", write: writePython },
  { language: "JavaScript", syntax: "js", write: writeJavaScript },
  { language: "Go", syntax: "go", write: writeGo },
  { language: "Ruby", syntax: "ruby", write: writeRuby },
] as const;

export interface Sample {
  language: (typeof languages)[number]["language"];
  /** Language name for highlighters. */
  syntax: (typeof languages)[number]["syntax"];
  code: string;
}

/**
 * Creates the code samples of an operation against `baseUrl`, in the form of the published page.
 * None for operations that require the portal's session.
 */
export function createSamples(operation: Operation, { baseUrl }: { baseUrl: string }): Sample[] {
  if (operation.access === "portal") return [];
  const call = createCall(operation, baseUrl);
  return languages.map(({ language, syntax, write }) => ({ language, syntax, code: write(call) }));
}
