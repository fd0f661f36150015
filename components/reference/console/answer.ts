import type { CreatedApiKey } from "#lib/api-keys/schema.ts";
import type { CreatedApiToken } from "#lib/api-tokens/schema.ts";

/** The raw response. */
export interface RawAnswer {
  status: number;
  statusText: string;
  headers: [name: string, value: string][];
  text: string;
  milliseconds: number;
}

/** A hidden secret of the response. */
export interface CoveredSecret {
  name: string;
  value: string;
}

export interface Answer extends Omit<RawAnswer, "text"> {
  /** Displayed text: indented, with hidden secrets. */
  shown: string;
  /** Original size in bytes. */
  size: number;
  secrets: CoveredSecret[];
}

/** A created secret, shown once in a dialog. */
export type CreatedSecret =
  | { kind: "key"; created: CreatedApiKey }
  | { kind: "token"; created: CreatedApiToken };

const secretNames = ["fullKey", "token", "accessToken", "refreshToken"];
const shownLength = 100_000;

/** Separates a response into displayable text and secrets. */
export function readAnswer({ text, ...answer }: RawAnswer): {
  answer: Answer;
  created: CreatedSecret | null;
} {
  const size = new TextEncoder().encode(text).length;
  const json = parse(text);
  if (json === undefined) {
    return { answer: { ...answer, shown: shorten(text), size, secrets: [] }, created: null };
  }
  const created = answer.status === 201 ? findCreated(json) : null;
  const secrets: CoveredSecret[] = [];
  const covered = isObject(json) ? { ...json } : json;
  for (const name of isObject(covered) ? secretNames : []) {
    const value = (covered as Record<string, unknown>)[name];
    if (typeof value !== "string") continue;
    (covered as Record<string, unknown>)[name] = `${value.slice(0, 12)}…`;
    if (!created) secrets.push({ name, value });
  }
  const shown = shorten(JSON.stringify(covered, null, 2));
  return { answer: { ...answer, shown, size, secrets }, created };
}

function findCreated(json: unknown): CreatedSecret | null {
  if (!isObject(json)) return null;
  if (typeof json.fullKey === "string") return { kind: "key", created: json as CreatedApiKey };
  const isToken = typeof json.token === "string" && Array.isArray(json.scopes);
  return isToken ? { kind: "token", created: json as CreatedApiToken } : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shorten(text: string): string {
  if (text.length <= shownLength) return text;
  return `${text.slice(0, shownLength)}\n… and ${(text.length - shownLength).toLocaleString("en")} more characters`;
}
