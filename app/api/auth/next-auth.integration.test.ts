import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { NextRequest } from "next/server";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { DELETE, GET, OPTIONS, PATCH, POST, PUT } from "#app/api/auth/[...nextauth]/route.ts";
import { POST as CONSOLE_TOKEN } from "#app/api/v1/account/console-token/route.ts";
import { GET as APPLICATIONS } from "#app/api/v1/applications/route.ts";
import { rateLimits } from "#drizzle/schema.ts";
import { nextAuthActions } from "#lib/auth/next-auth-actions.ts";
import { maxFormBytes } from "#lib/http/form.ts";
import { log } from "#lib/log.ts";
import { getServer } from "#lib/runtime/server.ts";
import { call } from "#lib/testing/api/requests.ts";
import { mintMerchant, openPortal, testPassword } from "#lib/testing/records/merchants.ts";
import { findFreePort } from "#lib/testing/services/redis.ts";

process.env.RATE_LIMIT_STORE = "postgres";
process.env.OIDC_ISSUER = `http://127.0.0.1:${await findFreePort()}`;
process.env.OIDC_CLIENT_ID = "keysmith";
process.env.OIDC_CLIENT_SECRET = "secret";

const written = [
  vi.spyOn(log, "warn").mockReturnValue(undefined),
  vi.spyOn(log, "error").mockReturnValue(undefined),
];
beforeEach(() => {
  for (const spy of written) spy.mockClear();
});

const formType = "application/x-www-form-urlencoded";
const handlers = { DELETE, GET, OPTIONS, PATCH, POST, PUT };
type Method = keyof typeof handlers;

interface Asked {
  headers?: Record<string, string>;
  form?: Record<string, string>;
  body?: BodyInit;
}

async function ask(method: Method, path: string, { headers, form, body }: Asked = {}) {
  const request = new NextRequest(`http://localhost/api/auth/${path}`, {
    method,
    headers: { ...(form && { "content-type": formType }), ...headers },
    body: form ? new URLSearchParams(form).toString() : body,
    duplex: "half",
  } as ConstructorParameters<typeof NextRequest>[1]);
  const response = await handlers[method](request);
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, request };
}

function expectEnvelope({ status, text }: { status: number; text: string }, expected: number) {
  expect(status, text).toBe(expected);
  expect(JSON.parse(text)).toMatchObject({ code: expected, error: expect.any(String) });
}

/** Returns the cookies and the token that next-auth requires with a form. */
async function openForm(cookie = "") {
  const { text, headers } = await ask("GET", "csrf", { headers: { cookie } });
  const cookies = [cookie, ...headers.getSetCookie().map((line) => line.split(";", 1)[0])];
  return { csrfToken: JSON.parse(text).csrfToken as string, cookie: cookies.join("; ") };
}

async function send(path: string, fields: Record<string, string>, cookie?: string) {
  const form = await openForm(cookie);
  return ask("POST", path, {
    headers: { cookie: form.cookie },
    form: { csrfToken: form.csrfToken, json: "true", ...fields },
  });
}

describe("next-auth's routes", () => {
  test("serve what the portal asks for", async () => {
    const paths = nextAuthActions.map(({ method, path }) => `${method} ${path}`);
    expect(paths).toEqual([
      "GET csrf",
      "GET providers",
      "POST callback/credentials",
      "POST callback/passkey",
      "POST signin/{provider}",
      "GET callback/{provider}",
      "POST signout",
    ]);
    expect(Object.keys(JSON.parse((await ask("GET", "providers")).text))).toEqual([
      "credentials",
      "passkey",
      "oidc",
    ]);
    const { headers, text } = await ask("GET", "csrf");
    expect(JSON.parse(text).csrfToken).toMatch(/^[0-9a-f]{64}$/);
    expect(headers.get("ratelimit-policy")).toContain('"address"');
  });

  const others = ["_log", "error", "verify-request", "session", "signin", "callback", "nonsense"];
  const strangers = ["signin/google", "signin/credentials", "callback/github", "callback/email"];
  const twisted = [
    "csrf/",
    "csrf/x",
    "CSRF",
    "callback/oidc/x",
    "signin/{provider}",
    "signout/oidc",
  ];
  test.each([...others, ...strangers, ...twisted, "signin/__proto__", "constructor"])(
    "do not have %s, and next-auth never hears of it",
    async (path) => {
      for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const) {
        const body = method === "GET" ? undefined : JSON.stringify({ level: "error", code: "x" });
        const headers = { "content-type": "application/json" };
        expectEnvelope(await ask(method, path, { headers, body }), 404);
      }
      expect(written.flatMap((spy) => spy.mock.calls)).toEqual([]);
    },
  );

  test("take no other method than their own", async () => {
    for (const { path, method: own } of nextAuthActions) {
      const real = path.replace("{provider}", "oidc");
      for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"] as const) {
        if (method === own) continue;
        const answer = await ask(method, real);
        expectEnvelope(answer, 405);
        expect(answer.headers.get("allow")?.split(", ")).toContain(own);
        expect(answer.headers.get("allow")?.split(", ")).not.toContain(method);
      }
      const { status, headers } = await ask("OPTIONS", real);
      expect([status, headers.get("allow")?.includes(own)]).toEqual([204, true]);
    }
  });

  const forms = nextAuthActions.filter(({ method }) => method === "POST").map(({ path }) => path);
  describe.each(forms.map((path) => path.replace("{provider}", "oidc")))("%s", (path) => {
    test.each([
      "application/json",
      "multipart/form-data; boundary=x",
      "text/plain",
      `text/html, ${formType}`,
    ])("is 415 for %s", async (type) => {
      const headers = { "content-type": type };
      expectEnvelope(await ask("POST", path, { headers, body: "{broken" }), 415);
    });

    test("is 415 without a type, and compressed", async () => {
      const body = new Uint8Array(Buffer.from("csrfToken=x"));
      expectEnvelope(await ask("POST", path, { body }), 415);
      const headers = { "content-type": formType, "content-encoding": "gzip" };
      expectEnvelope(await ask("POST", path, { headers, body }), 415);
    });

    test("is 413 for a body that is said to be too large, and reads none of it", async () => {
      let pulls = 0;
      const body = new ReadableStream({
        pull: (controller) => {
          pulls += 1;
          controller.enqueue(new Uint8Array(1024 * 1024));
        },
      });
      const { request, ...answer } = await ask("POST", path, {
        headers: { "content-type": formType, "content-length": String(300 * 1024 * 1024) },
        body,
      });
      expectEnvelope(answer, 413);
      expect(request.bodyUsed).toBe(false);
      expect(pulls).toBeLessThanOrEqual(1);
    });

    test("is 413 for a body of no said length, of which it keeps no more than the limit", async () => {
      let sent = 0;
      const body = new ReadableStream({
        pull: (controller) => {
          sent += 4096;
          controller.enqueue(new Uint8Array(4096));
        },
      });
      expectEnvelope(await ask("POST", path, { headers: { "content-type": formType }, body }), 413);
      expect(sent).toBeLessThanOrEqual(maxFormBytes + 4 * 4096);
    });

    test("is 400 where a name is repeated", async () => {
      const headers = { "content-type": `${formType}; charset=UTF-8` };
      expectEnvelope(await ask("POST", path, { headers, body: "csrfToken=a&csrfToken=b" }), 400);
    });

    test("is no 5xx for bytes of any kind", async () => {
      const headers = { "content-type": formType };
      for (const body of [
        "%",
        "%zz=%00&a=%ff",
        "\u0000=\u0000",
        "__proto__=x&constructor=y",
        "&&&=",
      ]) {
        const { status } = await ask("POST", path, { headers, body });
        expect(status).toBeLessThan(500);
      }
    });

    test("without the token of our own page does nothing and leads to the sign-in page", async () => {
      const form = { csrfToken: "forged", email: "a@b.test", password: testPassword, json: "true" };
      const { status, text } = await ask("POST", path, { form });
      expect(status).toBe(200);
      expect(JSON.parse(text)).toEqual({ url: "http://localhost/sign-in?error=csrf" });
    });
  });

  test("lead to the sign-in page where next-auth would show a page of its own", async () => {
    const answer = await ask("GET", "callback/oidc?code=x&state=y");
    expect(answer.status).toBe(302);
    const location = new URL(answer.headers.get("location") ?? "");
    expect(location.pathname).toBe("/sign-in");
    expect(location.searchParams.get("error")).toMatch(/^(OAuth)?Callback$/);
  });

  test("hand nothing on to a provider but what the portal wishes", async () => {
    for (const query of ["prompt=none", "scope=admin", "prompt=login&prompt=login", "max_age=1"]) {
      expectEnvelope(await ask("POST", `signin/oidc?${query}`, { form: {} }), 400);
    }
    expectEnvelope(await ask("GET", "callback/oidc?state=a&state=b"), 400);
  });

  test.each([
    ["csrf?callbackUrl=javascript:alert(1)", ""],
    ["csrf?callbackUrl=%00&nextauth=_log&nextauth=x", ""],
    ["csrf", "keysmith.callback-url=nonsense"],
    ["csrf", "keysmith.callback-url=%E0%A4%A"],
    ["csrf", "keysmith.csrf-token=|; keysmith.session=x; keysmith.session.1=y; =; ;;"],
  ])("are not put off by %s with the cookie %j", async (path, cookie) => {
    expect((await ask("GET", path, { headers: { cookie } })).status).toBe(200);
  });

  test("count each address, before they read anything", async () => {
    for (const { path, method, rateLimit } of nextAuthActions) {
      const address = `2001:db8:${randomUUID().slice(0, 4)}:1::1`;
      const key = `${rateLimit}:${address.replace(/::1$/, "")}::/64`.replace(/:0+(?=[^:])/g, ":");
      const expiresAt = sql`now() + interval '1 hour'`;
      await getServer().db.insert(rateLimits).values({ key, points: 1e9, expiresAt });
      const headers = { "x-forwarded-for": address, "content-type": "text/plain" };
      const answer = await ask(method, path.replace("{provider}", "oidc"), { headers });
      expectEnvelope(answer, 429);
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    }
  });
});

describe("signing in by a form", () => {
  test("begins a session with the right password, and says why it does not with another", async () => {
    const { email } = await mintMerchant();
    const wrong = await send("callback/credentials", { email, password: "wrong" });
    expect([wrong.status, JSON.parse(wrong.text).url]).toEqual([
      401,
      "http://localhost/sign-in?error=CredentialsSignin",
    ]);
    const right = await send("callback/credentials", { email, password: testPassword });
    expect(right.status).toBe(200);
    const cookies = right.headers.getSetCookie();
    const session = cookies.find((line) => line.startsWith("keysmith.session="));
    expect(session).toMatch(/; Path=\/; .*HttpOnly; SameSite=Lax/);
    const headers = { cookie: session?.split(";", 1)[0] ?? "" };
    expect((await call(APPLICATIONS, { headers })).status).toBe(200);
  });

  test("takes the longest password that there may be", async () => {
    const { email } = await mintMerchant();
    const { status } = await send("callback/credentials", { email, password: "😀".repeat(1024) });
    expect(status).toBe(401);
  });
});

describe("signing out", () => {
  test("ends the session and the console's tokens, and has the browser forget them", async () => {
    const portal = await openPortal(await mintMerchant());
    const minted = await call(CONSOLE_TOKEN, { method: "POST", headers: portal.headers });
    const token = minted.body.accessToken;
    expect((await call(APPLICATIONS, { token })).status).toBe(200);

    const { cookie = "" } = portal.headers;
    const answer = await send("signout", {}, cookie);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("clear-site-data")).toBe('"cache"');
    const cleared = answer.headers.getSetCookie().filter((line) => /Max-Age=0/.test(line));
    for (const name of ["session", "identity", "linking"]) {
      expect(cleared.some((line) => line.startsWith(`keysmith.${name}=;`))).toBe(true);
    }
    expect((await call(APPLICATIONS, { headers: portal.headers })).status).toBe(401);
    expect((await call(APPLICATIONS, { token })).status).toBe(401);
  });

  test("without a session has nothing to forget", async () => {
    const { headers } = await send("signout", {});
    expect(headers.has("clear-site-data")).toBe(false);
  });
});
