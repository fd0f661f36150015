const maxBytes = 64 * 1024;

/** Deadline for all requests that fetch one set of keys. */
export const fetchTimeoutMs = 3_000;

/**
 * Fetches JSON from a URL without following redirects, at most 64 KiB. Throws an Error otherwise.
 */
export async function fetchJson(url: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(url, {
    cache: "no-store",
    redirect: "error",
    signal,
    headers: { Accept: "application/json", "User-Agent": "Keysmith" },
  });
  const text = await readText(response);
  if (!response.ok) throw new Error(`${url} answered with ${response.status}`);
  return JSON.parse(text);
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new Error("the answer is longer than it can be");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
