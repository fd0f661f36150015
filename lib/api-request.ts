import type { ErrorDetail, ErrorEnvelope } from "#lib/errors.ts";

/** An answer that is not a success: the envelope's words, or why none came (`status` 0). */
export class ApiError extends Error {
  readonly status: number;
  readonly details: readonly ErrorDetail[];
  /** The person's last proof of who they are is too old for this (RFC 9470). */
  readonly needsProof: boolean;

  constructor(
    status: number,
    message: string,
    details: readonly ErrorDetail[] = [],
    needsProof = false,
  ) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.details = details;
    this.needsProof = needsProof;
  }
}

type Query = Record<string, string | number | undefined>;

interface RequestOptions {
  body?: unknown;
  query?: Query;
  signal?: AbortSignal;
  idempotencyKey?: string;
  /** Its success gives the session a new id. */
  isRenewal?: boolean;
}

type AskForProof = () => Promise<boolean>;
let askForProof: AskForProof | null = null;

/**
 * Has `ask` ask the person for a proof wherever the server wants a new one; the request that wanted
 * it waits, and is repeated as it was where `ask` resolves to true. Returns how to end it.
 */
export function onProofNeeded(ask: AskForProof): () => void {
  askForProof = ask;
  return () => {
    if (askForProof === ask) askForProof = null;
  };
}

/** Asks the person for a proof right now; resolves to whether they gave one. */
export async function proveAgain(): Promise<boolean> {
  return (await askForProof?.()) ?? false;
}

/** For whose people this page was rendered; the browser's session may have gone on to others. */
let shownMerchantId: string | undefined;

/** Has every request say for which merchant it is meant; one that comes too late is refused. */
export function setShownMerchant(merchantId: string): void {
  shownMerchantId = merchantId;
}

/** How often the session has got a new id, and the change that is under way. */
let renewals = 0;
let renewal: Promise<unknown> | null = null;

/** Sends a request to the HTTP API. Throws ApiError. */
export async function request<T>(
  method: string,
  path: string,
  options: RequestOptions = {},
): Promise<T> {
  try {
    return await sendKnown(method, path, options);
  } catch (error) {
    const isAsked = error instanceof ApiError && error.needsProof && askForProof !== null;
    if (!isAsked || !(await askForProof?.())) throw error;
    return sendKnown(method, path, options);
  }
}

/** Repeats what was refused only because the session got a new id while it was under way. */
async function sendKnown<T>(method: string, path: string, options: RequestOptions): Promise<T> {
  if (options.isRenewal) return renew(() => send(method, path, options));
  const renewalsBefore = renewals;
  try {
    return await send(method, path, options);
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 401)) throw error;
    await renewal?.catch(() => undefined);
    if (renewals === renewalsBefore) throw error;
    return send(method, path, options);
  }
}

async function renew<T>(work: () => Promise<T>): Promise<T> {
  const pending = work();
  renewal = pending;
  try {
    const answer = await pending;
    renewals++;
    return answer;
  } finally {
    if (renewal === pending) renewal = null;
  }
}

async function send<T>(method: string, path: string, options: RequestOptions): Promise<T> {
  const { body, query = {}, signal, idempotencyKey } = options;
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, String(value));
  }
  const headers = new Headers();
  const init: RequestInit = { method, signal, headers, cache: "no-store" };
  if (shownMerchantId !== undefined) headers.set("Keysmith-Merchant", shownMerchantId);
  if (body !== undefined) {
    headers.set("Content-Type", "application/json");
    if (idempotencyKey) headers.set("Idempotency-Key", idempotencyKey);
    init.body = JSON.stringify(body);
  }
  const response = await fetch(search.size > 0 ? `${path}?${search}` : path, init).catch(
    (cause) => {
      if (signal?.aborted) throw cause;
      throw new ApiError(0, "The server could not be reached. Check the connection and try again.");
    },
  );
  if (response.status === 204) return undefined as T;
  const answer = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer as T;
  const envelope = answer as ErrorEnvelope | null;
  throw new ApiError(
    response.status,
    envelope?.message ?? "The server gave an answer that could not be read.",
    envelope?.details,
    response.headers.get("www-authenticate")?.includes("insufficient_user_authentication"),
  );
}
