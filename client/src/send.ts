import { ApiError, ConnectionError, toError } from "./errors.ts";

type Token = string | (() => string | Promise<string>);

export interface SendOptions {
  /** Access token, API token or service token; a function is called before each attempt. */
  token?: Token;
  fetch?: (request: Request) => Promise<Response>;
  /** Number of retries for calls that are safe to repeat; 2 by default. */
  retries?: number;
  /** Timeout of one attempt in milliseconds; 30,000 by default, 0 for none. */
  timeoutMs?: number;
}

const temporary = [0, 429, 502, 503, 504];
const firstPauseMs = 250;
const longestPauseMs = 8_000;
/** A longer Retry-After is thrown to the caller instead. */
const longestRetryAfterSeconds = 60;

/**
 * Sends a request, and retries temporary failures if `isRepeatable`. The response's body has been
 * read in full. Throws ApiError, or the abort reason of the request's own signal.
 */
export async function send(
  request: Request,
  options: SendOptions,
  isRepeatable: boolean,
): Promise<Response> {
  const retries = isRepeatable ? (options.retries ?? 2) : 0;
  for (let attempts = 0; ; attempts++) {
    try {
      return await attempt(request, options);
    } catch (error) {
      const waitMs = attempts < retries ? pauseAfter(error, attempts) : null;
      if (waitMs === null) throw error;
      await pause(waitMs, request.signal);
    }
  }
}

async function attempt(request: Request, options: SendOptions): Promise<Response> {
  const { token, fetch = globalThis.fetch, timeoutMs = 30_000 } = options;
  const headers = new Headers(request.headers);
  const bearer = typeof token === "function" ? await token() : token;
  if (bearer !== undefined) headers.set("Authorization", `Bearer ${bearer}`);
  const timeout = timeoutMs > 0 ? AbortSignal.timeout(timeoutMs) : null;
  const signal = timeout ? AbortSignal.any([request.signal, timeout]) : request.signal;
  try {
    const response = await fetch(new Request(request.clone(), { headers, signal }));
    const bytes = await response.arrayBuffer();
    if (!response.ok) throw toError(response, new TextDecoder().decode(bytes));
    return new Response(response.status === 204 ? null : bytes, response);
  } catch (cause) {
    if (cause instanceof ApiError) throw cause;
    request.signal.throwIfAborted();
    const message = timeout?.aborted
      ? `The server did not respond within ${timeoutMs / 1000} s.`
      : "The server could not be reached. Check the connection and try again.";
    throw new ConnectionError({ status: 0, message, cause });
  }
}

/** Returns milliseconds, or null if a retry would not help. Full jitter spreads clients out. */
function pauseAfter(error: unknown, attempts: number): number | null {
  if (!(error instanceof ApiError) || !temporary.includes(error.status)) return null;
  const { retryAfterSeconds } = error;
  if (retryAfterSeconds === undefined) {
    return Math.random() * Math.min(longestPauseMs, firstPauseMs * 2 ** attempts);
  }
  return retryAfterSeconds > longestRetryAfterSeconds ? null : retryAfterSeconds * 1000;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}
