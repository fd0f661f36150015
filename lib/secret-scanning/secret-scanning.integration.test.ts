import { createHash, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { POST as ALERT, GET } from "#app/api/v1/secret-scanning/github/route.ts";
import { apiKeys, sessions } from "#drizzle/schema.ts";
import { createApiKey } from "#lib/api-keys/create/create.ts";
import { generateFullKey } from "#lib/api-keys/token.ts";
import { createApiToken } from "#lib/auth/create-api-token.ts";
import { getServer } from "#lib/runtime/server.ts";
import { call } from "#lib/testing/api/requests.ts";
import { takeMail } from "#lib/testing/records/mail.ts";
import { mintApplication, mintMerchant } from "#lib/testing/records/merchants.ts";

interface Published {
  key_identifier: string;
  key: string;
  is_current: boolean;
}

/** GitHub's own samples, with its published keys. */
const samples = [
  {
    identifier: "90a421169f0a406205f1563a953312f0be898d3c7b6c06b681aa86a874555f4a",
    key: `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE9MJJHnMfn2+H4xL4YaPDA4RpJqUq
kCmRCBnYERxZanmcpzQSXs1X/AljlKkbJ8qpVIW4clayyef9gWhFbNHWAA==
-----END PUBLIC KEY-----
`,
    payload: '[{"token":"some_token","type":"some_type","url":"some_url"}]',
    signature:
      "MEUCIQDKZokqnCjrRtw0tni+2Ltvl/uiMJ1EGumEsp1BsNr32AIgQY1YXD2nlj+XNfGK4rBfkMJ1JDOQcYXxa2sY8FNkrKc=",
  },
  {
    identifier: "bcb53661c06b4728e59d897fb6165d5c9cda0fd9cdf9d09ead458168deb7518c",
    key: `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEYAGMWO8XgCamYKMJS6jc/qgvSlAd
AjPuDPRcXU22YxgBrz+zoN19MzuRyW87qEt9/AmtoNP5GrobzUvQSyJFVw==
-----END PUBLIC KEY-----
`,
    payload:
      '[{"source":"commit","token":"some_token","type":"some_type","url":"https://example.com/base-repo-url/"}]',
    signature:
      "MEQCIQDaMKqrGnE27S0kgMrEK0eYBmyG0LeZismAEz/BgZyt7AIfXt9fErtRS4XaeSt/AO1RtBY66YcAdjxji410VQV4xg==",
  },
];

/** Keys of a server in place of GitHub, which also counts requests. */
let published: Published[] = [];
let answer: ((res: ServerResponse) => void) | null = null;
let asked = 0;
const github = createServer((_req, res) => {
  asked += 1;
  if (answer) answer(res);
  else res.end(JSON.stringify({ public_keys: published }));
});
github.listen(0, "127.0.0.1");
await once(github, "listening");
const origin = `http://127.0.0.1:${(github.address() as AddressInfo).port}`;
afterAll(() => {
  github.closeAllConnections();
  github.close();
});

vi.useFakeTimers({ toFake: ["performance"] });
const passMinutes = (minutes: number) => vi.advanceTimersByTime(minutes * 60_000 + 1);

// Each test uses its own URL, with no cached keys.
beforeEach(() => {
  getServer().env.GITHUB_SECRET_SCANNING_KEYS_URL = `${origin}/${randomUUID()}`;
  published = samples.map(({ identifier, key }) => publish(identifier, key));
  answer = null;
  asked = 0;
});

function publish(identifier: string, key: string): Published {
  return { key_identifier: identifier, key, is_current: false };
}

function send(body: string, identifier?: string, signature?: string) {
  const headers = {
    ...(identifier && { "github-public-key-identifier": identifier }),
    ...(signature && { "github-public-key-signature": signature }),
  };
  return call(ALERT, { body, headers });
}

function newSigner(namedCurve = "P-256") {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve });
  const identifier = randomUUID();
  const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
  const getSignature = (body: string) =>
    sign("sha256", Buffer.from(body), privateKey).toString("base64");
  return {
    published: publish(identifier, pem),
    identifier,
    getSignature,
    send: (body: string) => send(body, identifier, getSignature(body)),
  };
}

const sendSample = ({ payload, identifier, signature } = samples[0] as (typeof samples)[number]) =>
  send(payload, identifier, signature);

describe("POST /api/v1/secret-scanning/github", () => {
  test("takes the samples that GitHub published", async () => {
    for (const sample of samples) {
      const { status, body } = await sendSample(sample);
      expect([status, body]).toEqual([
        200,
        [
          {
            token_hash: createHash("sha256").update("some_token").digest("base64"),
            token_type: "some_type",
            label: "false_positive",
          },
        ],
      ]);
    }
    expect(asked).toBe(1);
  });

  test("revokes our keys among the alerts and says which they were; a replay changes nothing", async () => {
    const { ctx } = await mintMerchant();
    const { id } = await mintApplication(ctx);
    const key = await createApiKey(ctx, { applicationId: id, description: "Checkout" });
    const signer = newSigner();
    published.push(signer.published);
    const url = "https://github.com/octocat/shop/blob/1/.env";
    const tokens = [key.fullKey, generateFullKey("ks", "live"), "x"];
    const body = JSON.stringify(
      tokens.map((token) => ({ token, type: "keysmith_api_key", url, source: "content", new: 1 })),
    );
    const first = await signer.send(body);
    expect(first.status).toBe(200);
    expect(first.body.map(({ label }: { label: string }) => label)).toEqual([
      "true_positive",
      "false_positive",
      "false_positive",
    ]);
    expect(JSON.stringify(first.body)).not.toContain(key.fullKey);
    const read = () => ctx.db.select().from(apiKeys).where(eq(apiKeys.id, key.id));
    const revoked = await read();
    const revokedReason = `Leaked: reported by GitHub, ${url}`;
    expect(revoked).toMatchObject([{ leaked: true, revokedReason }]);
    expect((await signer.send(body)).body).toEqual(first.body);
    expect(await read()).toEqual(revoked);
  });

  test("revokes our API tokens among the alerts, and says where they were seen", async () => {
    const { ctx, email } = await mintMerchant();
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const input = { name: "Deployment", scopes: ["api-keys:read" as const], expiresAt };
    const { id, token } = await createApiToken(ctx, input);
    await takeMail(ctx, email);
    const signer = newSigner();
    published.push(signer.published);
    const url = "https://github.com/octocat/shop/blob/1/.env";
    const alerts = [{ token, type: "keysmith_api_token", url }];
    for (let i = 0; i < 2; i++) {
      const { status, body } = await signer.send(JSON.stringify(alerts));
      expect([status, body[0].label]).toEqual([200, "true_positive"]);
      expect(JSON.stringify(body)).not.toContain(token);
    }
    expect(await ctx.db.select().from(sessions).where(eq(sessions.id, id))).toEqual([]);
    const mails = await takeMail(ctx, email);
    expect(mails).toMatchObject([{ text: expect.stringContaining(`Seen at ${url}`) }]);
  });

  test("is 401 for what GitHub did not sign, before the body is parsed", async () => {
    const { payload, identifier, signature } = samples[0] as (typeof samples)[number];
    const other = newSigner();
    const wrongCurve = newSigner("P-384");
    published.push(wrongCurve.published);
    const refused = await Promise.all([
      send(payload),
      send(payload, identifier),
      send(payload, undefined, signature),
      send(payload, "unknown", signature),
      send(payload, samples[1]?.identifier, signature),
      send(payload, identifier, other.getSignature(payload)),
      send(payload, identifier, "not base64"),
      send(payload, identifier, signature.slice(0, 20)),
      send(`${payload} `, identifier, signature),
      send(JSON.stringify(JSON.parse(payload), null, 1), identifier, signature),
      send("{", identifier, signature),
      send("", identifier, signature),
      other.send(payload),
      wrongCurve.send(payload),
    ]);
    for (const { status, body } of refused) {
      expect([status, body]).toEqual([
        401,
        { error: "Unauthorized", message: "The request isn't signed by GitHub", code: 401 },
      ]);
    }
  });

  test("refuses a signed body that is not a list of alerts, too long a one, and another method", async () => {
    const signer = newSigner();
    published.push(signer.published);
    const bodies: [string, string][] = [
      ["{", "body"],
      ["", "body"],
      ["{}", "body"],
      ["[1]", "0"],
      ['[{"token":"x"}]', "0.type"],
      ['[{"token":1,"type":"x"}]', "0.token"],
    ];
    for (const [body, field] of bodies) {
      const refused = await signer.send(body);
      expect([refused.status, refused.body.details[0].field]).toEqual([400, field]);
    }
    expect((await signer.send("[]")).body).toEqual([]);
    expect((await signer.send(`[${" ".repeat(66_000)}]`)).status).toBe(413);
    expect((await call(GET)).status).toBe(405);
  });
});

describe("GitHub's public keys", () => {
  test("are fetched once by a burst, and again after an hour", async () => {
    const burst = await Promise.all(Array.from({ length: 20 }, () => sendSample()));
    expect(burst.map(({ status }) => status)).toEqual(Array(20).fill(200));
    passMinutes(59);
    expect((await sendSample()).status).toBe(200);
    expect(asked).toBe(1);
    passMinutes(1);
    expect((await sendSample()).status).toBe(200);
    expect(asked).toBe(2);
  });

  test("are fetched again for an identifier that is not known, once a minute at most", async () => {
    await sendSample();
    const signer = newSigner();
    published.push(signer.published);
    for (let i = 0; i < 5; i++) expect((await signer.send("[]")).status).toBe(401);
    expect(asked).toBe(1);
    passMinutes(1);
    expect((await signer.send("[]")).status).toBe(200);
    for (let i = 0; i < 5; i++) expect((await newSigner().send("[]")).status).toBe(401);
    expect(asked).toBe(2);
  });

  test("outlive their hour while the address is away", async () => {
    await sendSample();
    answer = (res) => res.writeHead(500).end("away");
    passMinutes(600);
    expect((await sendSample()).status).toBe(200);
    expect(asked).toBe(2);
    const unknown = await newSigner().send("[]");
    expect([unknown.status, unknown.headers.get("retry-after")]).toEqual([503, "60"]);
    answer = null;
    passMinutes(1);
    expect((await newSigner().send("[]")).status).toBe(401);
  });

  test.each<[string, (res: ServerResponse) => void]>([
    ["an error", (res) => res.writeHead(500).end("{}")],
    ["no JSON", (res) => res.end("<html>")],
    ["another shape", (res) => res.end('{"keys":[]}')],
    ["a redirect", (res) => res.writeHead(302, { Location: `${origin}/elsewhere` }).end()],
    ["an endless answer", (res) => res.end(JSON.stringify({ filler: "x".repeat(70_000) }))],
    ["a broken connection", (res) => res.destroy()],
  ])(
    "are 503 with Retry-After where the address answers %s, and asked for again later",
    async (_, bad) => {
      answer = bad;
      for (let i = 0; i < 3; i++) {
        const { status, headers, body } = await sendSample();
        expect([status, headers.get("retry-after"), body.code]).toEqual([503, "60", 503]);
      }
      expect(asked).toBe(1);
      answer = null;
      passMinutes(1);
      expect((await sendSample()).status).toBe(200);
    },
  );

  test("are given up on after 3 s where the address never answers", async () => {
    answer = () => {};
    expect((await sendSample()).status).toBe(503);
  });

  test("of another kind, or broken, are passed over", async () => {
    published.unshift(publish("broken", "-----BEGIN PUBLIC KEY-----\nx\n-----END PUBLIC KEY-----"));
    expect((await sendSample()).status).toBe(200);
  });
});
