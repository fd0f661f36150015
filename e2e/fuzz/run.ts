import { randomUUID } from "node:crypto";
import { findFault } from "./check.ts";
import { sendRaw } from "./exchange.ts";
import { type FuzzRequest, generateRequests, type World } from "./requests.ts";

export interface FuzzOptions {
  url: string;
  requests: number;
  seed: number;
  onProgress?: (sent: number) => void;
}

export interface FuzzResult {
  sent: number;
  /** How many responses had each status. */
  statuses: Record<string, number>;
  /** One paragraph for each fault: what is wrong, and the request. */
  faults: string[];
}

/** A new world now and then: what the requests do ends sessions, keys and companies. */
const requestsPerWorld = 250;
const parallel = 8;

/** Sends the generated requests to a running product and checks every response. */
export async function fuzz({ url, requests, seed, onProgress }: FuzzOptions): Promise<FuzzResult> {
  const result: FuzzResult = { sent: 0, statuses: {}, faults: [] };
  while (result.sent < requests) {
    const count = Math.min(requestsPerWorld, requests - result.sent);
    const queue = generateRequests(await createWorld(url), count, seed + result.sent);
    await Promise.all(Array.from({ length: parallel }, () => workOff(new URL(url), queue, result)));
    onProgress?.(result.sent);
  }
  return result;
}

async function workOff(url: URL, queue: FuzzRequest[], result: FuzzResult): Promise<void> {
  for (let request = queue.pop(); request; request = queue.pop()) {
    result.sent++;
    const fault = await sendRaw(url, request)
      .then((response) => {
        result.statuses[response.status] = (result.statuses[response.status] ?? 0) + 1;
        return findFault(request, response);
      })
      .catch((error: Error) => error.message);
    if (fault) result.faults.push(`${fault}\n${printRequest(request)}`);
  }
}

function printRequest({ method, target, headers, body }: FuzzRequest): string {
  const lines = headers.map(([name, value]) => `${name}: ${value.slice(0, 100)}`);
  const text = body ? JSON.stringify(body.toString("latin1").slice(0, 500)) : "";
  return [`${method} ${target.slice(0, 500)}`, ...lines, text].join("\n  ");
}

async function createWorld(url: string): Promise<World> {
  const post = async (path: string, body: object, token?: string) => {
    const response = await fetch(url + path, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        ...(token && { Authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return response.json();
  };
  const email = `${randomUUID()}@example.test`;
  const password = "correct horse battery staple";
  await post("/api/v1/merchants", { merchantName: "Fuzzed shop", email, password });
  const { accessToken: token } = await post("/api/v1/auth/token", { email, password });
  const { id } = await post("/api/v1/applications", { name: "Checkout" }, token);
  const path = `/api/v1/applications/${id}/api-keys`;
  const key = await post(path, { description: "Checkout" }, token);
  return { token, applicationId: id, keyId: key.id, fullKey: key.fullKey };
}
