import { type ApiClient, ApiError, createApiClient } from "#client/src/client.ts";

type AskForProof = () => Promise<boolean>;
let askForProof: AskForProof | null = null;

/**
 * Registers `ask`, which prompts for re-authentication when the server requires it. The original
 * request waits, and is retried if `ask` resolves to true. Returns a function that unregisters it.
 */
export function onProofNeeded(ask: AskForProof): () => void {
  askForProof = ask;
  return () => {
    if (askForProof === ask) askForProof = null;
  };
}

/** Prompts for re-authentication now; resolves to whether it succeeded. */
export async function proveAgain(): Promise<boolean> {
  return (await askForProof?.()) ?? false;
}

/** The merchant that this page was rendered for; the browser's session may have switched since. */
let shownMerchantId: string | undefined;

/** Names the merchant in every request; the server refuses requests for another one. */
export function setShownMerchant(merchantId: string): void {
  shownMerchantId = merchantId;
}

/** Number of session id changes, and the one in flight. */
let renewals = 0;
let renewal: Promise<unknown> | null = null;

let client: ApiClient | undefined;

/** Creates the client. It does not retry, because the dialogs let people retry. */
function openClient(): ApiClient {
  client ??= createApiClient({
    baseUrl: location.origin,
    retries: 0,
    timeoutMs: 0,
    fetch: (request) => {
      if (shownMerchantId !== undefined) request.headers.set("Keysmith-Merchant", shownMerchantId);
      return fetch(request);
    },
  });
  return client;
}

type Call<T> = (client: ApiClient) => Promise<T>;

interface CallOptions {
  /** Whether success gives the session a new id. */
  isRenewal?: boolean;
}

/** Calls the HTTP API as the signed-in person. Throws ApiError. */
export async function call<T>(work: Call<T>, options: CallOptions = {}): Promise<T> {
  try {
    return await callKnown(work, options);
  } catch (error) {
    const isAsked =
      error instanceof ApiError &&
      error.challenge === "insufficient_user_authentication" &&
      askForProof !== null;
    if (!isAsked || !(await askForProof?.())) throw error;
    return callKnown(work, options);
  }
}

/**
 * Retries a request that was refused only because the session id changed while it was in flight.
 */
async function callKnown<T>(work: Call<T>, { isRenewal }: CallOptions): Promise<T> {
  if (isRenewal) return renew(() => work(openClient()));
  const renewalsBefore = renewals;
  try {
    return await work(openClient());
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 401)) throw error;
    await renewal?.catch(() => undefined);
    if (renewals === renewalsBefore) throw error;
    return work(openClient());
  }
}

async function renew<T>(work: () => Promise<T>): Promise<T> {
  const pending = work();
  renewal = pending;
  try {
    const result = await pending;
    renewals++;
    return result;
  } finally {
    if (renewal === pending) renewal = null;
  }
}
