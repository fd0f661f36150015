const maxDepth = 32;

/** The message is public: it says what is wrong and quotes nothing. */
export class JsonError extends Error {}

/**
 * Parses JSON and refuses what JSON.parse accepts: repeated names (it keeps the last, RFC 8259
 * section 4), `__proto__`, and nesting deeper than 32. Throws JsonError.
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

const quote = 0x22;
const backslash = 0x5c;

/** Checks the names in valid JSON character by character: this is on the hottest path. */
function checkNames(text: string): void {
  const open: (Set<string> | null)[] = [];
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case quote: {
        const end = endOfString(text, at);
        const names = open.at(-1);
        if (names && isName(text, end)) addName(names, text.slice(at, end + 1));
        at = end;
        break;
      }
      case 0x7b: // {
        open.push(new Set());
        break;
      case 0x5b: // [
        open.push(null);
        break;
      case 0x7d: // }
      case 0x5d: // ]
        open.pop();
    }
    if (open.length > maxDepth) throw new JsonError("The body is nested too deeply");
  }
}

/** Returns the index of the closing quotation mark of the string at `start`. */
function endOfString(text: string, start: number): number {
  let at = text.indexOf('"', start + 1);
  while (isEscaped(text, at)) at = text.indexOf('"', at + 1);
  return at;
}

function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === backslash) before--;
  return (at - before) % 2 === 0;
}

/** Whether a colon follows the string that ends there. */
function isName(text: string, end: number): boolean {
  let at = end + 1;
  while (text.charCodeAt(at) <= 0x20) at++;
  return text.charCodeAt(at) === 0x3a;
}

function addName(names: Set<string>, written: string): void {
  const name = written.includes("\\") ? JSON.parse(written) : written.slice(1, -1);
  if (name === "__proto__") throw new JsonError("The body contains a name that isn't allowed");
  if (names.has(name)) throw new JsonError("The body contains a duplicate name");
  names.add(name);
}
