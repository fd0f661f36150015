import { once } from "node:events";
import { createServer, get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { FastResponse } from "srvx/node";
import { expect, onTestFinished, test } from "vitest";
import { sendResponse } from "#lib/http/server/send-response.ts";

const long = { text: "x".repeat(5000) };

/** Sends what `make` returns to one request, and reads what arrives. */
async function exchange(make: () => Response, { method = "GET", encoding = "" } = {}) {
  const server = createServer((req, res) => {
    sendResponse(req, res, make()).catch(() => res.destroy());
  });
  onTestFinished(() => void server.close());
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const headers = encoding ? { "accept-encoding": encoding } : {};
  const request = get({ port, host: "127.0.0.1", method, headers });
  const [answer] = (await once(request, "response")) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk);
  return { answer, body: Buffer.concat(chunks) };
}

test("a response has its reason phrase, each cookie and the length of its JSON", async () => {
  const headers = [
    ["Set-Cookie", "a=1"],
    ["Set-Cookie", "b=2"],
  ] as [string, string][];
  const { answer, body } = await exchange(() => Response.json({ a: 1 }, { status: 409, headers }));
  expect([answer.statusCode, answer.statusMessage]).toEqual([409, "Conflict"]);
  expect(answer.headers["set-cookie"]).toEqual(["a=1", "b=2"]);
  expect(answer.headers["content-length"]).toBe(String(body.byteLength));
});

test.each([
  ["gzip, deflate, br", true],
  ["*", true],
  ["gzip;q=0", false],
  ["br", false],
  ["", false],
])("JSON for a caller that accepts %j is compressed: %s", async (encoding, isCompressed) => {
  const { answer, body } = await exchange(() => Response.json(long), { encoding });
  expect(answer.headers["content-encoding"]).toBe(isCompressed ? "gzip" : undefined);
  expect(JSON.parse((isCompressed ? gunzipSync(body) : body).toString())).toEqual(long);
});

test("a FastResponse arrives as the Response that it stands for", async () => {
  const headers = [
    ["content-type", "application/json"],
    ["RateLimit", "a"],
    ["RateLimit", "b"],
    ["Set-Cookie", "a=1"],
    ["Set-Cookie", "b=2"],
  ] as [string, string][];
  for (const text of ["é", long.text]) {
    const body = JSON.stringify(text);
    const make = [
      () => new Response(body, { status: 201, headers }),
      () => new FastResponse(body, { status: 201, headers }),
    ];
    const [plain, fast] = await Promise.all(
      make.map((each) => exchange(each, { encoding: "gzip" })),
    );
    const drop = { date: undefined };
    expect({ ...fast?.answer.headers, ...drop }).toEqual({ ...plain?.answer.headers, ...drop });
    expect([fast?.answer.statusCode, fast?.body]).toEqual([201, plain?.body]);
    expect(fast?.answer.headers.ratelimit).toBe("a, b");
  }
});

test("what is short, and what HEAD asks for, is sent as it is", async () => {
  const short = await exchange(() => Response.json({ a: 1 }), { encoding: "gzip" });
  expect([short.answer.headers["content-encoding"], short.body.toString()]).toEqual([
    undefined,
    '{"a":1}',
  ]);
  const head = await exchange(() => Response.json(long), { method: "HEAD" });
  expect([head.answer.statusCode, head.body.byteLength]).toEqual([200, 0]);
});

test.each(["", "gzip"])(
  "a download that breaks off does not end like a whole one (%j)",
  async (encoding) => {
    const make = () => {
      let pulls = 0;
      const stream = new ReadableStream({
        pull(controller) {
          pulls += 1;
          if (pulls > 3) controller.error(new Error("the database is gone"));
          else controller.enqueue(new TextEncoder().encode("row,".repeat(40_000)));
        },
      });
      return new Response(stream, { headers: { "Content-Type": "text/csv" } });
    };
    await expect(exchange(make, { encoding })).rejects.toThrow(/aborted|hang up|reset/);
  },
);
