import { ApiError, ConnectionError, toError } from "./errors.ts";

type Token = string | (() => string | Promise<string>);

export interface SendOptions {
  /** An access token, an API token or a service token; a function is asked before each try. */
  token?: Token;
  fetch?: (request: Request) => Promise<Response>;
  /** How often a call is repeated that can be repeated safely; 2 by default. */
  retries?: number;
  /** How long one try may take, in milliseconds; 30,000 by default, 0 for any time. */
  timeoutMs?: number;
}

const temporary = [0, 429, 502, 503, 504];
const firstPauseMs = 250;
const longestPauseMs = 8_000;
/** Whoever is told to wait for longer hears of it instead. */
const longestRetryAfterSeconds = 60;

/**
 * Sends a request, and sends it again where that may help and `isRepeatable`. The body of the answer
 * has arrived as a whole. Throws ApiError, and the reason of the request's own signal.
 */
export async function send(
  request: Request,
  options: SendOptions,
  isRepeatable: boolean,
): Promise<Response> {
  const retries = isRepeatable ? (options.retries ?? 2) : 0;
  for (let tries = 0; ; tries++) {
    try {
      return await attempt(request, options);
    } catch (error) {
      const waitMs = tries < retries ? pauseAfter(error, tries) : null;
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
      ? `The server did not answer within ${timeoutMs / 1000} s.`
      : "The server could not be reached. Check the connection and try again.";
    throw new ConnectionError({ status: 0, message, cause });
  }
}

/** In milliseconds; null where another try does not help. Full jitter keeps clients apart. */
function pauseAfter(error: unknown, tries: number): number | null {
  if (!(error instanceof ApiError) || !temporary.includes(error.status)) return null;
  const { retryAfterSeconds } = error;
  if (retryAfterSeconds === undefined) {
    return Math.random() * Math.min(longestPauseMs, firstPauseMs * 2 ** tries);
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
