import { once } from "node:events";
import type { AddressInfo } from "node:net";
import next from "next";
import { type OperationId, operations } from "#lib/contract.ts";
import { createForwarding } from "#lib/http/server/client-address.ts";
import { createServer } from "#lib/http/server.ts";
import { send, startApiServer } from "#lib/testing/api-server.ts";
import { mintMerchant, verifyAddress } from "#lib/testing/merchants.ts";
import { type PreparedCall, prepareGoodCall } from "#lib/testing/scenarios.ts";

/*
 * Sends every operation the same calls by way of Next and without it, and prints as JSON in what the
 * responses differ. It has the environment of an installation and runs where its build is.
 */

/** Of one connection or one moment, and so never the same twice. */
const passing = ["connection", "content-length", "date", "keep-alive", "transfer-encoding"];

/** By how many there were before, not by the way that was taken. */
const counting = ["effective-at", "ratelimit", "set-cookie"];

async function startNext() {
  const app = next({ dev: false, dir: process.cwd() });
  await app.prepare();
  const handler = app.getRequestHandler();
  const forwarding = createForwarding(1, []);
  const server = createServer({ handler: (req, res) => handler(req, res), forwarding });
  server.httpServer.listen(0, "127.0.0.1");
  await once(server.httpServer, "listening");
  return `http://127.0.0.1:${(server.httpServer.address() as AddressInfo).port}`;
}

/** Names and types of a successful body, and every word of a refusal. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== "object" || value === null) return value === null ? "null" : typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shapeOf(item)]));
}

async function describe(response: Response) {
  const headers = [...response.headers]
    .filter(([name]) => !passing.includes(name))
    .map(([name, value]) => (counting.includes(name) ? [name, "…"] : [name, value]));
  const text = await response.text();
  const isJson = response.headers.get("content-type") === "application/json" && text !== "";
  const body = isJson ? JSON.parse(text) : text.split("\n")[0];
  const { status, statusText } = response;
  return JSON.stringify({ status, statusText, headers, body: status < 300 ? shapeOf(body) : body });
}

/** The calls that are compared, by what is special about them; each way gets its own good one. */
function variantsOf(call: PreparedCall): [string, Partial<PreparedCall>][] {
  const { authorization: _, cookie: _cookie, ...nobody } = call.headers;
  return [
    ["nobody", { headers: nobody }],
    ["no JSON", { body: "{" }],
    [
      "another media type",
      { body: "a", headers: { ...call.headers, "content-type": "text/plain" } },
    ],
    ["an unknown parameter", { query: { ...call.query, unknown: "1" } }],
    [
      "an escaped id",
      { params: Object.fromEntries(Object.keys(call.params).map((n) => [n, "a b/%"])) },
    ],
    ["OPTIONS", { method: "OPTIONS", body: undefined }],
    ["PUT", { method: "PUT" }],
    ["HEAD", { method: "HEAD", body: undefined }],
    ["as it should be", {}],
  ];
}

const direct = await startApiServer();
const urls = [await startNext(), direct.url];
const owner = await mintMerchant();
await verifyAddress(owner);
const differences: string[] = [];
let compared = 0;
for (const operation of operations) {
  // An unsigned call would have each way ask GitHub for its keys.
  if (operation.id === "receiveGithubAlerts") continue;
  const prepare = () => prepareGoodCall(operation.id as OperationId, owner);
  const calls = [(await prepare()).call, (await prepare()).call];
  const [first] = calls;
  if (!first) continue;
  for (const [name] of variantsOf(first)) {
    const answers: string[] = [];
    for (const [way, url] of urls.entries()) {
      const call = calls[way] ?? first;
      const change = variantsOf(call).find(([one]) => one === name)?.[1];
      const headers = {
        ...(change?.headers ?? call.headers),
        "x-request-id": "compared-both-ways",
      };
      const response = await send(url, operation, { ...call, ...change, headers });
      answers.push(await describe(response));
    }
    compared += 1;
    if (answers[0] !== answers[1])
      differences.push(`${operation.id}, ${name}:\n${answers.join("\n")}`);
  }
}
process.stdout.write(JSON.stringify({ compared, differences }));
process.exit(0);
