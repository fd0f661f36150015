import { selectHalves } from "#lib/testing/records/halves.ts";
import { type Answer, send } from "./client.ts";
import { inDatabase } from "./database.ts";

export const demoPassword = "a demo password";

export interface Shop {
  address: string;
  token: string;
  applicationId: string;
  /** Creates a key with an Idempotency-Key derived from its description. */
  create(description: string): Promise<Answer>;
  whoami(fullKey: string): Promise<Answer>;
  /** Sends a request to the application's keys, such as `DELETE /key_1`. */
  keys(method: string, path: string, body?: unknown): Promise<Answer>;
  /** The same application at another instance of the product. */
  at(address: string): Shop;
}

/** Creates an application of the demo owner, at a product that a test has started. */
export async function openShop(address: string): Promise<Shop> {
  const credentials = { email: "owner@demo.test", password: demoPassword };
  const signedIn = await send("POST", "/api/v1/auth/token", { address, body: credentials });
  const token: string = signedIn.body.accessToken;
  const body = { name: "Shop" };
  const application = await send("POST", "/api/v1/applications", { address, token, body });
  return shopAt(address, token, application.body.id);
}

function shopAt(address: string, token: string, applicationId: string): Shop {
  const path = `/api/v1/applications/${applicationId}/api-keys`;
  return {
    address,
    token,
    applicationId,
    create(description) {
      const headers = { "Idempotency-Key": encodeURIComponent(description) };
      return send("POST", path, { address, token, headers, body: { description } });
    },
    whoami(fullKey) {
      return send("GET", "/api/v1/whoami", { address, headers: { "X-API-Key": fullKey } });
    },
    keys: (method, rest, body) => send(method, path + rest, { address, token, body }),
    at: (other) => shopAt(other, token, applicationId),
  };
}

/** Runs `work` for each item, `width` items at a time. */
export async function inParallel<T>(
  width: number,
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const queue = [...items];
  const lane = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: width }, lane));
}

/** Finds keys without a secret or an audit row, and such rows without their key. */
export async function findHalves(dataDir: string): Promise<unknown[]> {
  return inDatabase(async (sql) => {
    const rows = await sql.unsafe(selectHalves);
    return [...rows];
  }, dataDir);
}
