import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { sql } from "drizzle-orm";
import { describe, expect, onTestFinished, test } from "vitest";
import { GET as JWKS } from "#app/.well-known/jwks.json/route.ts";
import { GET as READ } from "#app/api/v1/applications/[id]/route.ts";
import { POST as CREATE, GET as LIST } from "#app/api/v1/applications/route.ts";
import { POST as TOKEN } from "#app/api/v1/auth/token/route.ts";
import { POST as SIGN_UP } from "#app/api/v1/merchants/route.ts";
import { GET as WHOAMI } from "#app/api/v1/whoami/route.ts";
import { GET as READY } from "#app/readyz/route.ts";
import { rateLimits } from "#drizzle/schema.ts";
import { config } from "#keysmith.config.ts";
import { createForwarding } from "#lib/client-address.ts";
import { createServer } from "#lib/http/server.ts";
import { newId } from "#lib/ids.ts";
import { getServer } from "#lib/runtime/server.ts";
import { call } from "#lib/testing/api/requests.ts";
import { mintMerchant, testPassword, withRole } from "#lib/testing/records/merchants.ts";

process.env.RATE_LIMIT_STORE = "postgres";

/** Uses up a limit. */
async function spend(policy: string, key: string): Promise<void> {
  const values = {
    key: `${policy}:${key}`,
    points: 1e9,
    expiresAt: sql`now() + interval '1 hour'`,
  };
  await getServer().db.insert(rateLimits).values(values);
}

let lastAddress = 0;

/** Returns an IP address that no other test uses. */
function newAddress(): string {
  lastAddress += 1;
  return `198.51.100.${lastAddress}`;
}

const from = (address: string) => ({ "x-forwarded-for": address });

function getLimits({ headers }: { headers: Headers }) {
  return [headers.get("ratelimit-policy"), headers.get("ratelimit")];
}

const { caller, address } = config.limits;
const callerPolicy = `"caller";q=${caller.requests};w=${caller.perSeconds}`;
const addressPolicy = `"address";q=${address.requests};w=${address.perSeconds}`;

describe("an answer tells what is left", () => {
  test("to a session, whatever the answer", async () => {
    const merchant = await mintMerchant();
    const viewer = await withRole(merchant, "viewer");
    const { token } = viewer;
    const answers = [
      await call(LIST, { token }),
      await call(LIST, { token, query: "?limit=0" }),
      await call(CREATE, { token, body: { name: "x" } }),
      await call(READ, { token, params: { id: newId("app") } }),
      await call(READ, { token, params: { id: "nonsense" } }),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([200, 400, 403, 404, 404]);
    expect(answers.map(getLimits)).toEqual(
      answers.map((_, i) => [
        callerPolicy,
        expect.stringMatching(`^"caller";r=${caller.requests - 1 - i};t=\\d+$`),
      ]),
    );
  });

  test("to an address that names no session, or one that is not good", async () => {
    const headers = from(newAddress());
    const answers = [
      await call(LIST, { headers }),
      await call(LIST, { headers, token: "x.y.z" }),
      await call(WHOAMI, { headers }),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([401, 401, 401]);
    expect(answers.map(getLimits)).toEqual(
      answers.map((_, i) => [
        addressPolicy,
        expect.stringMatching(`^"address";r=${address.requests - 1 - i};t=\\d+$`),
      ]),
    );
  });

  test("of every limit that counted it", async () => {
    const body = { email: "nobody@example.test", password: "wrong" };
    const answer = await call(TOKEN, { body, headers: from(newAddress()) });
    expect(answer.status).toBe(401);
    expect(getLimits(answer)).toEqual([
      `"sign-in-account";q=10;w=900, "sign-in-address";q=100;w=900, "sign-in-everywhere";q=100;w=900, ${addressPolicy}`,
      expect.stringMatching(
        `^"sign-in-account";r=9;t=\\d+, "sign-in-address";r=99;t=\\d+, "sign-in-everywhere";r=99;t=\\d+, "address";r=${address.requests - 1};t=\\d+$`,
      ),
    ]);
  });

  test("of signing up, which has a limit of its own", async () => {
    const answer = await call(SIGN_UP, { body: {}, headers: from(newAddress()) });
    expect([answer.status, ...getLimits(answer)]).toEqual([
      400,
      '"sign-up";q=100;w=600',
      expect.stringMatching(/^"sign-up";r=99;t=\d+$/),
    ]);
  });
});

describe("a session that asks too much", () => {
  test("hears 429 and when to come back; another of the same person goes on", async () => {
    const { ctx, token } = await mintMerchant();
    const other = await withRole({ ctx, token, email: "" }, "owner");
    await spend("caller", ctx.claim.sessionId);
    const refused = await call(LIST, { token });
    expect(refused.status).toBe(429);
    expect(refused.body).toEqual({
      error: "Too Many Requests",
      message: "Too many requests. Please try again later",
      code: 429,
    });
    const seconds = Number(refused.headers.get("retry-after"));
    expect(seconds).toBeGreaterThan(0);
    expect(getLimits(refused)).toEqual([callerPolicy, `"caller";r=0;t=${seconds}`]);
    expect((await call(LIST, { token: other.token })).status).toBe(200);
  });

  test("is refused before the database is asked whether it still stands", async () => {
    const { ctx, token } = await mintMerchant();
    await spend("caller", ctx.claim.sessionId);
    await ctx.db.execute(sql`delete from sessions where id = ${ctx.claim.sessionId}`);
    expect((await call(LIST, { token })).status).toBe(429);
  });
});

describe("an address that asks too much", () => {
  test("hears 429 and never 401, but its sessions go on", async () => {
    const address = newAddress();
    const headers = from(address);
    const { token } = await mintMerchant();
    await spend("address", address);
    for (const answer of [
      await call(WHOAMI, { headers }),
      await call(LIST, { headers }),
      await call(LIST, { headers, token: "x.y.z" }),
      await call(TOKEN, { headers, body: {} }),
    ]) {
      expect(answer.status).toBe(429);
      expect(getLimits(answer)).toEqual([
        addressPolicy,
        `"address";r=0;t=${answer.headers.get("retry-after")}`,
      ]);
    }
    expect((await call(LIST, { headers, token })).status).toBe(200);
  });

  test("may still ask how the service is and for its public keys", async () => {
    const address = newAddress();
    await spend("address", address);
    for (const handler of [READY, JWKS]) {
      const answer = await call(handler, { headers: from(address) });
      expect([answer.status, ...getLimits(answer)]).toEqual([200, null, null]);
    }
  });

  test("does not escape by walking through its IPv6 network", async () => {
    await spend("address", "2001:db8:0:1::/64");
    const statusFrom = async (address: string) =>
      (await call(WHOAMI, { headers: from(address) })).status;
    expect(await statusFrom("2001:db8:0:1::1")).toBe(429);
    expect(await statusFrom("2001:db8:0:1:9:9:9:9")).toBe(429);
    expect(await statusFrom("2001:db8:0:2::1")).toBe(401);
  });

  test("does not escape by a forged X-Forwarded-For", async () => {
    const server = createServer({
      handler: async (req, res) => {
        const headers = Object.entries(req.headers).map(([k, v]) => [k, String(v)]);
        const answer = await call(WHOAMI, { headers: Object.fromEntries(headers) });
        res.writeHead(answer.status).end();
      },
      forwarding: createForwarding(0, []),
    });
    onTestFinished(() => server.close(0));
    server.httpServer.listen(0, "127.0.0.1");
    await once(server.httpServer, "listening");
    const { port } = server.httpServer.address() as AddressInfo;
    await spend("address", "127.0.0.1");
    for (const forged of [newAddress(), `${newAddress()}, ${newAddress()}`, "2001:db8::1"]) {
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1/whoami`, {
        headers: { "X-Forwarded-For": forged, "X-Real-IP": forged, Forwarded: `for=${forged}` },
      });
      expect(answer.status).toBe(429);
    }
  });
});

test("signing in rightly costs nothing, wrongly ten times ends in 429 even for the right password", async () => {
  const { email } = await mintMerchant();
  const headers = from(newAddress());
  const guess = async (password: string) =>
    (await call(TOKEN, { headers, body: { email, password } })).status;
  for (let i = 0; i < 12; i++) expect(await guess(testPassword)).toBe(200);
  const wrong = await Promise.all(Array.from({ length: 15 }, (_, i) => guess(`wrong ${i}`)));
  expect(wrong.filter((status) => status === 401)).toHaveLength(10);
  expect(wrong.filter((status) => status === 429)).toHaveLength(5);
  expect(await guess(testPassword)).toBe(429);
});
