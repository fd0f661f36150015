import { createKeysmithClient, type KeysmithClient, KeysmithError } from "#client/src/client.ts";

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

let client: KeysmithClient | undefined;

/** The client of the server that the page came from. The dialogs themselves try again. */
function openClient(): KeysmithClient {
  client ??= createKeysmithClient({
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

type Call<T> = (client: KeysmithClient) => Promise<T>;

interface CallOptions {
  /** Its success gives the session a new id. */
  isRenewal?: boolean;
}

/** Calls the HTTP API as the person in this browser. Throws KeysmithError. */
export async function call<T>(work: Call<T>, options: CallOptions = {}): Promise<T> {
  try {
    return await callKnown(work, options);
  } catch (error) {
    const isAsked =
      error instanceof KeysmithError &&
      error.challenge === "insufficient_user_authentication" &&
      askForProof !== null;
    if (!isAsked || !(await askForProof?.())) throw error;
    return callKnown(work, options);
  }
}

/** Repeats what was refused only because the session got a new id while it was under way. */
async function callKnown<T>(work: Call<T>, { isRenewal }: CallOptions): Promise<T> {
  if (isRenewal) return renew(() => work(openClient()));
  const renewalsBefore = renewals;
  try {
    return await work(openClient());
  } catch (error) {
    if (!(error instanceof KeysmithError && error.status === 401)) throw error;
    await renewal?.catch(() => undefined);
    if (renewals === renewalsBefore) throw error;
    return work(openClient());
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
