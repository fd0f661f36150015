import type { Access, Operation } from "#lib/operation.ts";

/** A call, independent of the language. */
export interface Call {
  method: string;
  url: string;
  /** In the order of the published page. */
  headers: [string, string][];
  body?: unknown;
  /** Whether the response has a JSON body, another body, or none. */
  answer: "json" | "text" | "none";
}

const credentials: Partial<Record<Access, string>> = {
  service: "YOUR_SERVICE_TOKEN",
  "api-key": "YOUR_API_KEY",
};

/** Creates the example call of an operation; all path parameters are `example_string`. */
export function createCall(operation: Operation, baseUrl: string): Call {
  const { method, path, access, bodyExample, queryExample, headers = {}, success } = operation;
  const search = queryExample ? `?${new URLSearchParams(queryExample)}` : "";
  const credential = credentials[access] ?? "YOUR_API_TOKEN (JWT)";
  return {
    method: method.toUpperCase(),
    url: `${baseUrl}${path.replaceAll(/\{\w+\}/g, "example_string")}${search}`,
    headers: [
      ...(bodyExample === undefined ? [] : [["Content-Type", "application/json"] as const]),
      ...Object.entries(headers)
        .filter(([, { isOptional }]) => !isOptional)
        .map(([name]) => [name, "example_string"] as const),
      ...(access === "anyone" ? [] : [["Authorization", `Bearer ${credential}`] as const]),
    ].map(([name, value]) => [name, value]),
    body: bodyExample,
    answer: success.schema ? "json" : success.downloads ? "text" : "none",
  };
}

/** Formats JSON like the published page. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

/** Indents every line but the first. */
export function indent(text: string, spaces: number): string {
  return text.replaceAll("\n", `\n${" ".repeat(spaces)}`);
}
