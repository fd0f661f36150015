import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test, vi } from "vitest";
import { createForwarding } from "#lib/client-address.ts";
import { AppError } from "#lib/errors.ts";
import type { KeysmithServer } from "#lib/http/server/connections.ts";
import { shedLoad } from "#lib/http/server/shed-load.ts";
import { createServer } from "#lib/http/server.ts";
import manifest from "#package.json" with { type: "json" };

let server: KeysmithServer | undefined;
afterEach(() => server?.close(0));

type Handler = Parameters<typeof shedLoad>[0];
type LoadOptions = Parameters<typeof shedLoad>[1];

async function listen(handler: Handler, options: Partial<LoadOptions> = {}) {
  const shedding = shedLoad(handler, { countPage: async () => [], ...options });
  server = createServer({ handler: shedding, forwarding: createForwarding(1, ["127.0.0.0/8"]) });
  server.httpServer.listen(0, "127.0.0.1");
  await once(server.httpServer, "listening");
  const { port } = server.httpServer.address() as AddressInfo;
  return { port, url: `http://127.0.0.1:${port}` };
}

/** Pages that are being rendered until they are let go, one after another. */
function holdPages() {
  const held: (() => void)[] = [];
  const most = { atOnce: 0 };
  let rendered = 0;
  let isOpen = false;
  const handler: Handler = async (_req, res) => {
    most.atOnce = Math.max(most.atOnce, held.length + 1);
    if (!isOpen) await new Promise<void>((release) => held.push(release));
    rendered += 1;
    res.end("page");
  };
  return {
    handler,
    held,
    most,
    rendered: () => rendered,
    releaseAll: () => {
      isOpen = true;
      for (const release of held.splice(0)) release();
    },
  };
}

/** For a machine that has much else to do. */
const patience = { timeout: 15_000 };
vi.setConfig({ testTimeout: 30_000 });

const from = (address: string) => ({ headers: { "X-Forwarded-For": address } });

test("a health check is answered while 250 connections of 5 pages each wait", async () => {
  const pages = holdPages();
  const { port, url } = await listen(pages.handler);
  const sockets = Array.from({ length: 250 }, () => connect(port, "127.0.0.1"));
  const page = "GET /docs HTTP/1.1\r\nHost: a\r\n\r\n";
  for (const socket of sockets) socket.on("error", () => undefined).write(page.repeat(5));
  await expect.poll(() => pages.held.length, patience).toBe(4);
  const answer = await fetch(`${url}/healthz`);
  expect([answer.status, await answer.json()]).toEqual([
    200,
    { status: "ok", version: manifest.version },
  ]);
  expect(pages.rendered()).toBe(0);
  for (const socket of sockets) socket.destroy();
  pages.releaseAll();
});

test("few pages are rendered at a time, and none for who has gone away", async () => {
  const pages = holdPages();
  const { url } = await listen(pages.handler);
  const leaving = new AbortController();
  const stay = Array.from({ length: 6 }, (_, n) => fetch(`${url}/docs`, from(`10.0.0.${n}`)));
  await expect.poll(() => pages.held.length, patience).toBe(4);
  const gone = fetch(`${url}/docs`, { ...from("10.0.1.1"), signal: leaving.signal });
  await sleep(50);
  leaving.abort();
  await expect(gone).rejects.toThrow("aborted");
  await sleep(50);
  pages.releaseAll();
  const answers = await Promise.all(stay);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
  expect(pages.most.atOnce).toBe(4);
  expect(pages.rendered()).toBe(6);
});

test("one address that waits for too much is told to come back, and others get their pages", async () => {
  const pages = holdPages();
  const { url } = await listen(pages.handler);
  const refused: Response[] = [];
  const greedy = Array.from({ length: 60 }, async () => {
    const answer = await fetch(`${url}/docs`, from("10.0.0.1"));
    if (answer.status !== 200) refused.push(answer);
  });
  // Four are rendered, and fifty wait.
  await expect.poll(() => refused.length, patience).toBe(6);
  for (const answer of refused) {
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "1"]);
    expect(await answer.json()).toMatchObject({ error: "Service Unavailable", code: 503 });
  }
  const other = fetch(`${url}/docs`, from("10.0.0.2"));
  pages.releaseAll();
  expect((await other).status).toBe(200);
  await Promise.all(greedy);
});

test("a page that a reader takes slowly gives its place to the next", async () => {
  const slow: (() => void)[] = [];
  const handler: Handler = async (req, res) => {
    if (req.url === "/docs/slow") await new Promise<void>((release) => slow.push(release));
    res.end("page");
  };
  const { url } = await listen(handler);
  const reading = Array.from({ length: 4 }, () => fetch(`${url}/docs/slow`));
  await expect.poll(() => slow.length, patience).toBe(4);
  expect((await fetch(`${url}/docs`)).status).toBe(200);
  for (const release of slow) release();
  await Promise.all(reading);
});

test("requests to the API pass beside the pages", async () => {
  const pages = holdPages();
  const { url } = await listen(async (req, res) => {
    if (req.url?.startsWith("/api/")) res.end("api");
    else await pages.handler(req, res);
  });
  const waiting = Array.from({ length: 10 }, () => fetch(`${url}/docs`));
  await expect.poll(() => pages.held.length, patience).toBe(4);
  expect(await (await fetch(`${url}/api/v1/whoami`)).text()).toBe("api");
  pages.releaseAll();
  await Promise.all(waiting);
});

test("pages are counted for the address, and a refusal says when to come back", async () => {
  const counted: string[] = [];
  const { url } = await listen(async (_req, res) => void res.end("page"), {
    countPage: async (caller) => {
      counted.push(caller);
      const headers: [string, string][] = [["RateLimit", `"page";r=${2 - counted.length};t=9`]];
      if (counted.length <= 2) return headers;
      throw new AppError("too_many_requests", undefined, { headers, retryAfterSeconds: 9 });
    },
  });
  const answers = [];
  for (let n = 0; n < 3; n += 1) answers.push(await fetch(`${url}/docs`, from("2001:db8::1")));
  expect(counted).toEqual(["2001:db8::/64", "2001:db8::/64", "2001:db8::/64"]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
  expect(answers[2]?.headers.get("retry-after")).toBe("9");
  expect(answers[1]?.headers.get("ratelimit")).toBe('"page";r=0;t=9');
  await fetch(`${url}/_next/static/x.js`);
  await fetch(`${url}/healthz`);
  expect(counted).toHaveLength(3);
});

test("a health check takes GET, HEAD and OPTIONS, and refuses the rest by name", async () => {
  const { url } = await listen(async (_req, res) => void res.end("page"));
  const send = async (method: string) => {
    const { status, headers } = await fetch(`${url}/healthz?deep=1`, { method });
    return [method, status, headers.get("allow")];
  };
  const methods = ["GET", "HEAD", "OPTIONS", "POST"];
  expect(await Promise.all(methods.map(send))).toEqual([
    ["GET", 200, null],
    ["HEAD", 200, null],
    ["OPTIONS", 204, "GET, HEAD, OPTIONS"],
    ["POST", 405, "GET, HEAD, OPTIONS"],
  ]);
});

test("what goes wrong while a page is rendered is a 500", async () => {
  const { url } = await listen(async () => {
    throw new Error("a bug");
  });
  expect((await fetch(`${url}/docs`)).status).toBe(500);
});
