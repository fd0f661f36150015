import type { OperationId } from "#lib/contract.ts";
import { addressTo, type PreparedCall, prepareGoodCall } from "#lib/testing/api/scenarios.ts";
import { mintMerchant, verifyAddress } from "#lib/testing/records/merchants.ts";
import { findFault } from "./check.ts";
import { sendRaw } from "./exchange.ts";
import { type FuzzRequest, fuzzed, generateRequests, type World } from "./requests.ts";

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
const requestsPerWorld = 750;
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

/** A good call of every operation, each with what it needs, to make the requests of. */
async function createWorld(url: string): Promise<World> {
  const owner = await mintMerchant();
  await verifyAddress(owner);
  const calls = new Map<string, PreparedCall>();
  for (const { id } of fuzzed) {
    const { call } = await prepareGoodCall(id as OperationId, owner);
    calls.set(id, addressTo(url, call));
  }
  const fullKey = calls.get("whoami")?.headers.authorization?.slice("Bearer ".length) ?? "";
  return { token: owner.token, fullKey, calls };
}
