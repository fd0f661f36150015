import { type Call, indent } from "#lib/reference/samples/call.ts";

export function writePython({ method, url, headers, body, answer }: Call): string {
  const names = [
    ...(headers.length > 0 ? ["headers=headers"] : []),
    ...(body === undefined ? [] : ["json=data"]),
  ];
  const outcomes = { json: "response.json()", text: "response.text", none: "response.status_code" };
  return [
    "import requests",
    "import json",
    "",
    `url = "${url}"`,
    ...(headers.length > 0 ? [`headers = ${toPython(Object.fromEntries(headers))}`] : []),
    ...(body === undefined ? [] : [`data = ${toPython(body)}`]),
    "",
    `response = requests.${method.toLowerCase()}(${["url", ...names].join(", ")})`,
    `print(${outcomes[answer]})`,
  ].join("\n");
}

/** Returns a Python literal; strings are written as in JSON. */
function toPython(value: unknown): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value !== "object") return JSON.stringify(value);
  const entries = Array.isArray(value)
    ? value.map(toPython)
    : Object.entries(value).map(([name, entry]) => `${JSON.stringify(name)}: ${toPython(entry)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  if (entries.length === 0) return `${open}${close}`;
  return `${open}\n    ${entries.map((entry) => indent(entry, 4)).join(",\n    ")}\n${close}`;
}
