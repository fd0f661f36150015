import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { NextRequest } from "next/server";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { GET, POST } from "#app/api/auth/[...nextauth]/route.ts";
import { GET as APPLICATIONS } from "#app/api/v1/applications/route.ts";
import { identities } from "#drizzle/schema.ts";
import { log } from "#lib/log.ts";
import { getServer } from "#lib/runtime/server.ts";
import { call } from "#lib/testing/api/requests.ts";
import {
  type OidcShape,
  startOidcProvider,
  type TestOidcProvider,
} from "#lib/testing/identity/oidc-provider.ts";
import { mintMerchant } from "#lib/testing/records/merchants.ts";

process.env.RATE_LIMIT_FACTOR = "1000";
const origin = "http://localhost";
process.env.NEXTAUTH_URL = origin;
const written = vi.spyOn(log, "warn").mockReturnValue(undefined);
const lastReason = () => (written.mock.lastCall?.[0] as { reason?: string } | undefined)?.reason;

/** A browser without pages. */
class Browser {
  readonly #cookies = new Map<string, string>();

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  keep<R extends Response>(response: R): R {
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.#cookies.set(name, value);
    }
    return response;
  }

  /** Of the product. */
  async ask(handler: typeof GET, path: string, form?: Record<string, string>): Promise<Response> {
    const request = new NextRequest(`${origin}/api/auth/${path}`, {
      headers: { cookie: this.cookie },
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    });
    return this.keep(await handler(request));
  }

  /** To the provider, as the button on the sign-in page does. */
  async leave(): Promise<URL> {
    const { csrfToken } = await (await this.ask(GET, "csrf")).json();
    const form = { csrfToken, callbackUrl: "/applications", json: "true" };
    return new URL((await (await this.ask(POST, "signin/oidc", form)).json()).url);
  }

  /** At a real provider as one of its people, until it leads back. */
  async choose(sub: string, from: URL): Promise<URL> {
    let url = from;
    while (url.origin !== origin) {
      const isChoice = url.pathname.startsWith("/choose/");
      const body = new URLSearchParams({ sub });
      const response = await fetch(url, {
        redirect: "manual",
        headers: { cookie: this.cookie },
        ...(isChoice && { method: "POST", body }),
      });
      const location = this.keep(response).headers.get("location");
      if (!location) throw new Error(`${url.pathname}: ${await response.text()}`);
      url = new URL(location, url);
    }
    return url;
  }

  /** Where the product leads whoever comes back. */
  async comeBack({ search }: { search: string }): Promise<string> {
    const response = await this.ask(GET, `callback/oidc${search}`);
    expect(response.status).toBe(302);
    const { pathname, search: reason } = new URL(response.headers.get("location") ?? "", origin);
    return pathname + reason;
  }
}

const people = [
  { sub: "vera", email: "vera@sso.test", isEmailVerified: true },
  { sub: "text", email: "text@sso.test", isEmailVerified: "true" },
  { sub: "not", email: "not@sso.test", isEmailVerified: "false" },
  { sub: "loud", email: "loud@sso.test", isEmailVerified: "yes" },
  { sub: "silent", email: "silent@sso.test" },
  { sub: "bare" },
  { sub: "linked" },
];

function use(env: object) {
  Object.assign(getServer().env, { OIDC_ID_TOKEN_SIGNED_RESPONSE_ALG: undefined }, env);
}

const providers: TestOidcProvider[] = [];
afterEach(async () => {
  await Promise.all(providers.splice(0).map((provider) => provider.close()));
  written.mockClear();
});

async function start(shape: OidcShape) {
  const provider = await startOidcProvider({ origin, people, shape });
  providers.push(provider);
  use(provider.env);
}

async function signIn(sub: string, browser = new Browser()): Promise<string> {
  return browser.comeBack(await browser.choose(sub, await browser.leave()));
}

const signUp = "/sign-up/company";
const failed = "/sign-in?error=OAuthCallback";
const unverified = "/sign-in?error=unverified";

describe("signing in by a provider", () => {
  test.each<OidcShape["emailIn"]>(["id-token", "userinfo", "id-token, but verified in userinfo"])(
    "counts an email that it has verified, in %s",
    async (emailIn) => {
      await start({ idTokenAlg: "RS256", emailIn });
      for (const sub of ["vera", "text"]) expect([sub, await signIn(sub)]).toEqual([sub, signUp]);
      for (const sub of ["not", "loud", "silent", "bare"]) {
        expect([sub, await signIn(sub)]).toEqual([sub, unverified]);
      }
      expect(written).not.toHaveBeenCalled();
    },
  );

  test.each<OidcShape>([
    { idTokenAlg: "ES256", emailIn: "id-token" },
    { idTokenAlg: "EdDSA", otherAlgs: ["RS256"], emailIn: "id-token" },
    {
      idTokenAlg: "PS256",
      otherAlgs: ["RS256", "ES256", "EdDSA", "HS256"],
      clientAuth: "client_secret_post",
    },
    { idTokenAlg: "ES384" },
    { idTokenAlg: "ES512" },
    { idTokenAlg: "Ed25519" },
  ])("takes its ID token signed by $idTokenAlg", async (shape) => {
    await start(shape);
    expect(await signIn("vera")).toBe(signUp);
    expect(written).not.toHaveBeenCalled();
  });

  test("begins a session for whom it knows already", async () => {
    const { ctx } = await mintMerchant();
    const { userId } = ctx.caller;
    await ctx.db.insert(identities).values({ provider: "oidc", subject: "linked", userId });
    await start({ idTokenAlg: "ES256" });
    const browser = new Browser();
    expect(await signIn("linked", browser)).toBe("/applications");
    const headers = { cookie: browser.cookie };
    expect((await call(APPLICATIONS, { headers })).status).toBe(200);
  });

  test("takes none signed by HS256, though it lists that", async () => {
    await start({ idTokenAlg: "HS256", otherAlgs: ["RS256"] });
    expect(await signIn("vera")).toBe(failed);
    expect(lastReason()).toBe('unexpected JWT "alg" header parameter');
  });

  test("takes none but by the algorithm of the setting, where there is one", async () => {
    await start({ idTokenAlg: "ES256", otherAlgs: ["RS256"] });
    use({ OIDC_ID_TOKEN_SIGNED_RESPONSE_ALG: "RS256" });
    expect(await signIn("vera")).toBe(failed);
    use({ OIDC_ID_TOKEN_SIGNED_RESPONSE_ALG: "ES256" });
    expect(await signIn("vera")).toBe(signUp);
  });
});

/** A provider that says whatever a test wants it to. */
const said = {
  discovery: {} as object,
  keys: [] as unknown[],
  tokens: {} as object,
  userinfo: {} as object | null,
};
const hostile = createServer((req, res) => {
  const answers: Record<string, object | null> = {
    "/.well-known/openid-configuration": said.discovery,
    "/jwks": { keys: said.keys },
    "/token": said.tokens,
    "/userinfo": said.userinfo,
  };
  const body = answers[req.url ?? ""];
  const isRefusal = body && "error" in body;
  res.writeHead(isRefusal ? 400 : body ? 200 : 500, { "Content-Type": "application/json" });
  res.end(JSON.stringify(body));
}).listen(0, "127.0.0.1");
await once(hostile, "listening");
afterAll(() => {
  hostile.closeAllConnections();
  hostile.close();
});

const pair = await generateKeyPair("RS256", { extractable: true });
const ec = await generateKeyPair("ES256", { extractable: true });
const stranger = await generateKeyPair("RS256");
const publicJwk = { ...(await exportJWK(pair.publicKey)), kid: "first" };
const ecJwk = { ...(await exportJWK(ec.publicKey)), kid: "first" };

describe("an ID token", () => {
  const issuer = `http://localhost:${(hostile.address() as AddressInfo).port}`;
  const client = { id: "keysmith", secret: randomUUID() };
  const email = "vera@sso.test";

  interface Said {
    claims?: object;
    header?: object;
    discovery?: object;
    userinfo?: object | null;
    key?: Parameters<SignJWT["sign"]>[0];
    keys?: unknown[];
    refusal?: object;
    forge?: (idToken: string) => string;
  }

  async function comeBackWith(what: Said): Promise<string> {
    use({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: client.id, OIDC_CLIENT_SECRET: client.secret });
    said.discovery = {
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/jwks`,
      ...what.discovery,
    };
    said.keys = what.keys ?? [publicJwk];
    said.userinfo = what.userinfo ?? null;
    const browser = new Browser();
    const { searchParams } = await browser.leave();
    const idToken = await new SignJWT({
      ...{ iss: issuer, aud: client.id, sub: "vera", email, email_verified: true },
      ...{ nonce: searchParams.get("nonce") },
      ...what.claims,
    })
      .setProtectedHeader({ alg: "RS256", kid: "first", ...what.header })
      .setIssuedAt()
      .setExpirationTime("1 minute")
      .sign(what.key ?? pair.privateKey);
    said.tokens = what.refusal ?? {
      access_token: "x",
      token_type: "Bearer",
      id_token: what.forge?.(idToken) ?? idToken,
    };
    const state = searchParams.get("state") ?? "";
    return browser.comeBack({ search: `?${new URLSearchParams({ code: "x", state })}` });
  }

  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const forgeHmac = (secret: string) => (idToken: string) => {
    const signed = `${encode({ alg: "HS256", kid: "first" })}.${idToken.split(".")[1]}`;
    return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
  };
  const forgeNone = (idToken: string) => `${encode({ alg: "none" })}.${idToken.split(".")[1]}.`;
  const every = { id_token_signing_alg_values_supported: ["none", "HS256", "RS256", "ES256"] };

  test("counts where it is sound, whatever other keys its provider has", async () => {
    expect(await comeBackWith({})).toBe(signUp);
    const oddKeys = [{}, { kty: "AKP", kid: "x" }, { kty: "oct", k: "x" }, ecJwk, { kid: 7 }];
    expect(await comeBackWith({ keys: [...oddKeys, publicJwk] })).toBe(signUp);
    const header = { alg: "ES256" };
    const both = { keys: [publicJwk, ecJwk], discovery: every };
    expect(await comeBackWith({ ...both, header, key: ec.privateKey })).toBe(signUp);
  });

  test.each<[string, Said]>([
    ["is not signed", { forge: forgeNone, discovery: every }],
    ["is signed with the client's secret", { forge: forgeHmac(client.secret), discovery: every }],
    [
      "is signed with the public key",
      { forge: forgeHmac(JSON.stringify(publicJwk)), discovery: every },
    ],
    ["has an empty signature", { forge: (idToken) => idToken.replace(/[^.]+$/, "") }],
    ["is signed by somebody else", { key: stranger.privateKey }],
    [
      "is signed by an algorithm that is not listed",
      { keys: [ecJwk], header: { alg: "ES256" }, key: ec.privateKey },
    ],
    [
      "is of a provider that lists no algorithm that counts",
      { discovery: { id_token_signing_alg_values_supported: ["none", "HS256"] } },
    ],
    ["is for another client", { claims: { aud: "other" } }],
    ["is of another issuer", { claims: { iss: "https://other.test" } }],
    ["has another nonce", { claims: { nonce: "other" } }],
    ["has no nonce", { claims: { nonce: undefined } }],
    ["comes by the document of another issuer", { discovery: { issuer: "https://other.test" } }],
  ])("that %s begins nothing", async (_, what) => {
    expect(await comeBackWith(what)).toBe(failed);
  });

  test("that is not given leaves the reason in the log", async () => {
    const refusal = { error: "invalid_client", error_description: "wrong secret" };
    expect(await comeBackWith({ refusal })).toBe(failed);
    expect(lastReason()).toBe("invalid_client (wrong secret)");
  });

  const silent = { email_verified: undefined };
  test.each<[string, string, Said]>([
    [
      "by userinfo, where the ID token has nulls",
      signUp,
      {
        claims: { email: null, email_verified: null },
        userinfo: { email, email_verified: true },
      },
    ],
    ["by userinfo", signUp, { claims: silent, userinfo: { email, email_verified: true } }],
    [
      "by userinfo without the email",
      signUp,
      { claims: silent, userinfo: { email_verified: true } },
    ],
    [
      "not by what userinfo says of another email",
      unverified,
      { claims: silent, userinfo: { email: "other@sso.test", email_verified: true } },
    ],
    [
      "not by an ID token without it, where userinfo is silent",
      unverified,
      { claims: silent, userinfo: { email } },
    ],
    [
      "not where the ID token says no",
      unverified,
      { claims: { email_verified: false }, userinfo: { email, email_verified: true } },
    ],
    ["not where userinfo fails", unverified, { claims: silent }],
    [
      "not where userinfo is of somebody else",
      unverified,
      { claims: silent, userinfo: { sub: "other", email, email_verified: true } },
    ],
  ])("has its email verified %s", async (_, outcome, { userinfo, ...what }) => {
    const body = userinfo && { sub: "vera", ...userinfo };
    expect(await comeBackWith({ ...what, userinfo: body })).toBe(outcome);
  });
});
