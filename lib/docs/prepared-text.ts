import { createHash } from "node:crypto";

/** Placeholder in a prepared text for the server's URL as the reader sees it. */
const originMark = "https://origin.keysmith.invalid";

interface Prepared {
  text: string;
  digest: string;
}

const prepared = new Map<string, Prepared>();

/** A text for one reader, and an entity tag that changes with the text. */
export interface ReaderText {
  text: string;
  etag: string;
}

/**
 * Returns the text called `name` with the server's `url` as the reader sees it. `make` creates it
 * once for all readers, or returns null for a missing text, which is not cached.
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
