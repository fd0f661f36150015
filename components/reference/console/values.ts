import type { ConsoleField } from "#lib/reference/schema.ts";

/** Typed form values by field; empty ones are not sent. */
export type Values = Record<string, string>;

/** Returns the JSON of a form: only filled-in fields. */
export function toObject(fields: readonly ConsoleField[], values: Values): Record<string, unknown> {
  const filled = fields.filter(({ name }) => (values[name] ?? "") !== "");
  return Object.fromEntries(
    filled.map((field) => [field.name, toValue(field, values[field.name])]),
  );
}

/** Sends invalid values as typed, for the server to reject. */
function toValue({ input }: ConsoleField, text = ""): unknown {
  if (input === "number") return Number.isFinite(Number(text)) ? Number(text) : text;
  if (input === "switch") return text === "true";
  if (input === "list" || input === "choices") return splitLines(text);
  if (input === "moment") return toMoment(text);
  if (input !== "json") return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Returns the form values of this JSON, or null if a form cannot represent it. */
export function toValues(fields: readonly ConsoleField[], json: string): Values | null {
  if (json.trim() === "") return {};
  try {
    const object: unknown = JSON.parse(json);
    if (typeof object !== "object" || object === null || Array.isArray(object)) return null;
    const values: Values = {};
    for (const [name, value] of Object.entries(object)) {
      const field = fields.find((each) => each.name === name);
      const text = field && toTyped(field, value);
      if (text === undefined) return null;
      values[name] = text;
    }
    const isWhole =
      JSON.stringify(sorted(toObject(fields, values))) === JSON.stringify(sorted(object));
    return isWhole ? values : null;
  } catch {
    return null;
  }
}

function toTyped({ input }: ConsoleField, value: unknown): string | undefined {
  if (input === "json") return JSON.stringify(value, null, 2);
  if (Array.isArray(value)) return value.join("\n");
  return typeof value === "object" ? undefined : String(value);
}

const sorted = (object: object) =>
  Object.entries(object).sort(([one], [other]) => (one < other ? -1 : 1));

export function splitLines(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** Converts a local time field to RFC 3339 in UTC. */
function toMoment(text: string): string {
  const isLocal = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(text);
  const date = new Date(text);
  if (!isLocal || Number.isNaN(date.getTime())) return text;
  return date.toISOString().replace(/\.\d+Z$/, "Z");
}

/** Formats a timestamp for a local time field. */
export function toLocalTime(text: string): string {
  const date = new Date(text);
  const isMoment = /^\d{4}-\d\d-\d\dT.+(Z|[+-]\d\d:\d\d)$/.test(text);
  if (!isMoment || Number.isNaN(date.getTime())) return text;
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19);
}
