import { createHash } from "node:crypto";

/** Stands in a prepared text for the address under which its reader knows this server. */
const originMark = "https://origin.keysmith.invalid";

interface Prepared {
  text: string;
  digest: string;
}

const prepared = new Map<string, Prepared>();

/** A text for one reader, and an entity tag that is another one wherever the text is. */
export interface ReaderText {
  text: string;
  etag: string;
}

/**
 * Returns the text called `name` for readers who know this server by `url`. It's made once for all
 * of them, by `make`, which returns null where there's no such text: nothing is kept of that.
 */
export async function readPrepared(
  name: string,
  url: string,
  make: (origin: string) => string,
): Promise<ReaderText>;
export async function readPrepared(
  name: string,
  url: string,
  make: (origin: string) => Promise<string | null>,
): Promise<ReaderText | null>;
export async function readPrepared(
  name: string,
  url: string,
  make: (origin: string) => Promise<string | null> | string,
): Promise<ReaderText | null> {
  const known = prepared.get(name) ?? (await prepare(name, make));
  if (!known) return null;
  const tag = createHash("sha256").update(`${known.digest} ${url}`).digest("base64url");
  return { text: known.text.replaceAll(originMark, url), etag: `"${tag.slice(0, 22)}"` };
}

async function prepare(
  name: string,
  make: (origin: string) => Promise<string | null> | string,
): Promise<Prepared | null> {
  const text = await make(originMark);
  if (text === null) return null;
  const made = { text, digest: createHash("sha256").update(text).digest("base64url") };
  prepared.set(name, made);
  return made;
}
