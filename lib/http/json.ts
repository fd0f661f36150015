const maxDepth = 32;

/** A reader's message is public: it says what is wrong and quotes nothing. */
export class JsonError extends Error {}

/**
 * JSON.parse that refuses what JSON.parse lets pass: names that are repeated (it keeps the last,
 * RFC 8259 section 4), `__proto__`, and nesting deeper than 32. Throws JsonError.
 */
export function parseStrictJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new JsonError("The body is not valid JSON");
  }
  checkNames(text);
  return value;
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/** Walks the tokens of a text that is known to be valid JSON. */
function checkNames(text: string): void {
  const open: (Set<string> | null)[] = [];
  let lastString = "";
  for (const [part] of text.matchAll(token)) {
    if (part === "{") open.push(new Set());
    else if (part === "[") open.push(null);
    else if (part === "}" || part === "]") open.pop();
    else if (part === ":") addName(open.at(-1), JSON.parse(lastString));
    else if (part !== ",") lastString = part;
    if (open.length > maxDepth) throw new JsonError("The body is nested too deeply");
  }
}

function addName(names: Set<string> | null | undefined, name: string): void {
  if (name === "__proto__") throw new JsonError("The body holds a name that is not allowed");
  if (names?.has(name)) throw new JsonError("The body repeats a name");
  names?.add(name);
}
