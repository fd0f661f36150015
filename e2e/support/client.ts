import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { promisify } from "node:util";

const run = promisify(execFile);

function read(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the journeys by npm run test:e2e`);
  return value;
}

/** The running product, started by `global-setup.ts`. */
export const product = {
  get url() {
    return read("KEYSMITH_E2E_URL");
  },
  get verifierUrl() {
    return read("KEYSMITH_E2E_VERIFIER_URL");
  },
  get logPath() {
    return read("KEYSMITH_E2E_LOG");
  },
  get dataDir() {
    return read("KEYSMITH_E2E_DATA");
  },
  demo: {
    email: "owner@demo.test",
    get password() {
      return read("KEYSMITH_E2E_PASSWORD");
    },
  },
};

export const password = "correct horse battery staple";

/** Any JSON; a journey asserts its shape. */
type Json = ReturnType<typeof JSON.parse>;

export interface Answer {
  status: number;
  headers: Headers;
  body: Json;
}

interface SendOptions {
  token?: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** URL of another product than the one that all journeys share. */
  address?: string;
}

/** Sends a request like an external client, over real HTTP. */
export async function send(
  method: string,
  path: string,
  options: SendOptions = {},
): Promise<Answer> {
  const { token, body, headers, address = product.url } = options;
  const response = await fetch(address + path, {
    method,
    headers: {
      ...(body !== undefined && { "Content-Type": "application/json" }),
      ...(token && { Authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: body === undefined || typeof body === "string" ? (body as string) : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text && JSON.parse(text) };
}

/** Fetches an access token with a password. */
export async function fetchToken(email: string, secret: string): Promise<string> {
  const { body } = await send("POST", "/api/v1/auth/token", { body: { email, password: secret } });
  return body.accessToken;
}

/** Signs up a merchant for one journey. */
export async function signUpMerchant(merchantName = "Journey shop") {
  const email = `${randomUUID()}@example.test`;
  await send("POST", "/api/v1/merchants", { body: { merchantName, email, password } });
  return { email, password, token: await fetchToken(email, password) };
}

export async function createApplication(token: string, name = "Checkout", environment = "live") {
  const { body } = await send("POST", "/api/v1/applications", {
    token,
    body: { name, environment },
  });
  return body as { id: string; name: string };
}

export async function createKey(
  token: string,
  applicationId: string,
  description = "Checkout key",
) {
  const path = `/api/v1/applications/${applicationId}/api-keys`;
  const { body } = await send("POST", path, { token, body: { description } });
  return body as { id: string; fullKey: string; keyPrefix: string };
}

/** Runs an operator's command on a data folder, by default the running product's. */
export async function runOperator(args: string[], dataDir = product.dataDir): Promise<Json> {
  const env = { ...process.env, DATABASE_URL: "", KEYSMITH_DATA_DIR: dataDir };
  const { stdout } = await run("npm", ["run", "-s", "operator", "--", ...args, "--json"], { env });
  return JSON.parse(stdout);
}
