import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createForwarding } from "#lib/client-address.ts";
import type { KeysmithServer } from "#lib/http/server/connections.ts";
import { PageCache } from "#lib/http/server/page-cache.ts";
import { shedLoad } from "#lib/http/server/shed-load.ts";
import { createServer } from "#lib/http/server.ts";

let server: KeysmithServer | undefined;
afterEach(() => server?.close(0));

type Handler = Parameters<typeof shedLoad>[0];

/** Renders as Next does: in chunks, with the nonce of the request in headers and body. */
const renderPage: Handler = async (req, res) => {
  const nonce = String(req.headers["x-nonce"]);
  res.setHeader("Content-Type", "text/html; charset=utf-8");
  res.setHeader("Link", `</a.css>; rel=preload; nonce="${nonce}"`);
  res.write(`<script nonce="${nonce}">héllo</script>`);
  res.write(Buffer.from(`<p>${req.headers.host} ${req.headers["user-agent"]}</p>`));
  res.end(`<script nonce="${nonce}">self.push("${nonce}")</script>`);
};

async function listen(handler: Handler = renderPage) {
  const rendered: string[] = [];
  const counting: Handler = (req, res) => {
    rendered.push(String(req.url));
    return handler(req, res);
  };
  const countPage = async (): Promise<[string, string][]> => [["RateLimit", '"page";r=9;t=9']];
  const shedding = shedLoad(counting, { countPage, cache: new PageCache() });
  server = createServer({ handler: shedding, forwarding: createForwarding(1, ["127.0.0.0/8"]) });
  server.httpServer.listen(0, "127.0.0.1");
  await once(server.httpServer, "listening");
  const { port } = server.httpServer.address() as AddressInfo;
  const read = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, init);
    return { response, text: await response.text() };
  };
  return { read, rendered };
}

const page = "/docs/reference/create-api-key";

test("a page is rendered once, and each reader's policy has a nonce that only theirs has", async () => {
  const { read, rendered } = await listen();
  const nonces = new Set<string>();
  const texts = new Set<string>();
  for (const encoding of ["gzip", "gzip, br", "identity"]) {
    const { response, text } = await read(page, { headers: { "Accept-Encoding": encoding } });
    const policy = response.headers.get("content-security-policy") ?? "";
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
    expect(text.split(nonce)).toHaveLength(4);
    expect(response.headers.get("link")).toContain(`nonce="${nonce}"`);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(response.headers.get("ratelimit")).toBe('"page";r=9;t=9');
    nonces.add(nonce);
    texts.add(text.replaceAll(nonce, ""));
  }
  expect(rendered).toEqual([page]);
  expect(nonces.size).toBe(3);
  expect(texts.size).toBe(1);
  expect([...texts][0]).toContain("héllo");
});

test("a page from memory is compressed for who can read that", async () => {
  const { read } = await listen();
  await read(page);
  const zipped = await read(page, { headers: { "Accept-Encoding": "gzip" } });
  expect(zipped.response.headers.get("content-encoding")).toBe("gzip");
  const plain = await read(page, { headers: { "Accept-Encoding": "identity" } });
  expect(plain.response.headers.get("content-encoding")).toBeNull();
  expect(plain.response.headers.get("vary")).toContain("Accept-Encoding");
});

test("nothing of one reader is in another's page", async () => {
  const { read } = await listen();
  await read(page, { headers: { "User-Agent": "spy" } });
  const other = await read(page, { headers: { "X-Forwarded-Host": "other.example" } });
  expect(other.text).not.toContain("spy");
  const own = await read(page);
  expect(own.text).not.toContain("spy");
  expect(own.response.headers.get("x-request-id")).not.toBe(
    other.response.headers.get("x-request-id"),
  );
});

test.each([
  ["with a cookie", page, { headers: { Cookie: "a=b" } }],
  ["as data for the router", page, { headers: { RSC: "1" } }],
  ["with a query", `${page}?a=b`, {}],
  ["under another host", page, { headers: { "X-Forwarded-Host": "other.example" } }],
  ["under HTTPS", page, { headers: { "X-Forwarded-Proto": "https" } }],
  ["by HEAD", page, { method: "HEAD" }],
  ["of the portal", "/sign-in", {}],
  ["of the search", "/docs/search", {}],
])("a page %s is rendered for itself", async (_, path, init) => {
  const { read, rendered } = await listen();
  await read(page);
  await read(path, init);
  expect(rendered).toHaveLength(2);
});

test("a page that fails isn't kept", async () => {
  const { read, rendered } = await listen(async (_req, res) => {
    res.statusCode = 404;
    res.end("not found");
  });
  await read(page);
  expect((await read(page)).response.status).toBe(404);
  expect(rendered).toHaveLength(2);
});

test("a page that sets a cookie isn't kept", async () => {
  const { read, rendered } = await listen(async (_req, res) => {
    res.setHeader("Set-Cookie", "a=b");
    res.end("page");
  });
  await read(page);
  await read(page);
  expect(rendered).toHaveLength(2);
});
