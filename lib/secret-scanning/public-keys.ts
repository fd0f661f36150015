import { createPublicKey, type KeyObject } from "node:crypto";
import { z } from "zod";
import { AppError } from "#lib/errors.ts";

const maxAgeMs = 3_600_000;
const pauseMs = 60_000;
const answerMs = 3_000;
const maxBytes = 64 * 1024;

const answerSchema = z.object({
  public_keys: z.array(z.object({ key_identifier: z.string(), key: z.string() })),
});

interface Source {
  keys: Map<string, KeyObject> | null;
  fetchedAt: number;
  /** When it was last tried to fetch them, and what came in between. */
  triedAt: number;
  failure: unknown;
  fetching: Promise<void> | null;
}

const sources = new Map<string, Source>();

/**
 * The public key that GitHub publishes at `url` under an identifier, or null. The keys are
 * remembered for an hour, and longer while the address is away; an unknown identifier has them
 * fetched again, once a minute at most. Throws `unavailable` where they could not be fetched.
 */
export async function findPublicKey(url: string, identifier: string): Promise<KeyObject | null> {
  const source = sourceOf(url);
  const isOld = performance.now() - source.fetchedAt > maxAgeMs;
  if (isOld || !source.keys?.has(identifier)) await refresh(url, source);
  const key = source.keys?.get(identifier) ?? null;
  if (key === null && source.failure !== null) {
    const waitMs = source.triedAt + pauseMs - performance.now();
    throw new AppError("unavailable", undefined, {
      cause: source.failure,
      retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)),
    });
  }
  return key;
}

function sourceOf(url: string): Source {
  const never = Number.NEGATIVE_INFINITY;
  const unknown = { keys: null, fetchedAt: never, triedAt: never, failure: null, fetching: null };
  const source = sources.get(url) ?? unknown;
  sources.set(url, source);
  return source;
}

async function refresh(url: string, source: Source): Promise<void> {
  if (source.fetching) return source.fetching;
  if (performance.now() - source.triedAt < pauseMs) return;
  source.triedAt = performance.now();
  source.fetching = fetchPublicKeys(url)
    .then((keys) => Object.assign(source, { keys, fetchedAt: source.triedAt, failure: null }))
    .catch((failure) => Object.assign(source, { failure }))
    .then(() => {
      source.fetching = null;
    });
  return source.fetching;
}

async function fetchPublicKeys(url: string): Promise<Map<string, KeyObject>> {
  const response = await fetch(url, {
    cache: "no-store",
    redirect: "error",
    signal: AbortSignal.timeout(answerMs),
    headers: { Accept: "application/json", "User-Agent": "Keysmith" },
  });
  const text = await readText(response);
  if (!response.ok) throw new Error(`the public keys were answered with ${response.status}`);
  const { public_keys: published } = answerSchema.parse(JSON.parse(text));
  return new Map(published.flatMap(({ key_identifier: name, key }) => toEntry(name, key)));
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new Error("the public keys are longer than they can be");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** Anything but a key of the one kind that signs alerts is left out. */
function toEntry(identifier: string, pem: string): [string, KeyObject][] {
  try {
    const key = createPublicKey(pem);
    const isP256 = key.asymmetricKeyDetails?.namedCurve === "prime256v1";
    return isP256 ? [[identifier, key]] : [];
  } catch {
    return [];
  }
}
