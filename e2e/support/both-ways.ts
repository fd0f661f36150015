import { once } from "node:events";
import type { AddressInfo } from "node:net";
import next from "next";
import { createForwarding } from "#lib/client-address.ts";
import { type OperationId, operations } from "#lib/contract.ts";
import { createServer } from "#lib/http/server.ts";
import { send, startApiServer } from "#lib/testing/api/api-server.ts";
import { type PreparedCall, prepareGoodCall } from "#lib/testing/api/scenarios.ts";
import { mintMerchant, verifyAddress } from "#lib/testing/records/merchants.ts";

/*
 * Sends each operation the same calls with and without Next, and prints the differences of the
 * responses as JSON. Runs in an installation's environment and build folder.
 */

/** Headers that change with each connection or second. */
const passing = ["connection", "content-length", "date", "keep-alive", "transfer-encoding"];

/**
 * Headers that Next's server adds: it compresses more, and its router varies by its own headers.
 */
const ofNext = ["content-encoding", "vary"];

/** Headers that depend on earlier requests. */
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

/** Returns names and types of a successful body, and the full text of an error. */
function describeShape(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(describeShape);
  if (typeof value !== "object" || value === null) return value === null ? "null" : typeof value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, describeShape(item)]),
  );
}

async function summarize(response: Response) {
  const headers = [...response.headers]
    .filter(([name]) => !passing.includes(name) && !ofNext.includes(name))
    .map(([name, value]) => (counting.includes(name) ? [name, "…"] : [name, value]));
  const text = (await response.text()).replaceAll(/[\w-]+@example\.test/g, "somebody");
  const isJson = response.headers.get("content-type") === "application/json" && text !== "";
  const body = isJson ? JSON.parse(text) : text.split("\n")[0];
  const { status, statusText } = response;
  return JSON.stringify({
    status,
    statusText,
    headers,
    body: status < 300 ? describeShape(body) : body,
  });
}

/** Lists the variants of a call by name; each way gets its own valid call. */
function listVariants(call: PreparedCall): Map<string, Partial<PreparedCall>> {
  const { authorization: _, cookie: _cookie, ...nobody } = call.headers;
  const strange = Object.keys(call.params).map((name) => [name, "a b/%"]);
  const inText = { ...call.headers, "content-type": "text/plain" };
  const ofBody: [string, Partial<PreparedCall>][] = [
    ["no JSON", { body: "{" }],
    ["another media type", { body: "a", headers: inText }],
  ];
  const ofPath: [string, Partial<PreparedCall>][] = [
    ["an escaped id", { params: Object.fromEntries(strange) }],
  ];
  return new Map<string, Partial<PreparedCall>>([
    ["as it should be", {}],
    ["nobody", { headers: nobody }],
    ...(call.body === undefined ? [] : ofBody),
    ["an unknown parameter", { query: { ...call.query, unknown: "1" } }],
    ...(strange.length === 0 ? [] : ofPath),
    ["OPTIONS", { method: "OPTIONS", body: undefined }],
    ["PUT", { method: "PUT" }],
    ["HEAD", { method: "HEAD", body: undefined }],
  ]);
}

async function compare() {
  const urls = [await startNext(), (await startApiServer()).url];
  const owner = await mintMerchant();
  await verifyAddress(owner);
  const differences: string[] = [];
  let compared = 0;
  for (const operation of operations) {
    // An unsigned call would fetch GitHub's keys both times.
    if (operation.id === "receiveGithubAlerts") continue;
    const prepare = () => prepareGoodCall(operation.id as OperationId, owner);
    const ways = [];
    for (const url of urls) ways.push({ url, call: (await prepare()).call });
    for (const name of listVariants(ways[0]?.call as PreparedCall).keys()) {
      const answers = new Set<string>();
      for (const { url, call } of ways) {
        const asked = { ...call, ...listVariants(call).get(name) };
        const headers = { ...asked.headers, "x-request-id": "compared-both-ways" };
        answers.add(await summarize(await send(url, operation, { ...asked, headers })));
      }
      compared += 1;
      if (answers.size > 1)
        differences.push(`${operation.id}, ${name}:\n${[...answers].join("\n")}`);
    }
  }
  return { compared, differences };
}

// Next would keep the process alive after an uncaught error.
const result = await compare().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
process.stdout.write(JSON.stringify(result), () => process.exit(0));
