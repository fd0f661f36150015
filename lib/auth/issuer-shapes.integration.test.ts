import { randomUUID } from "node:crypto";
import { exportJWK, generateKeyPair, importJWK, SignJWT } from "jose";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { GET as LIST } from "#app/api/v1/applications/route.ts";
import type { TrustedIssuer } from "#lib/auth/schema.ts";
import { readIssuerClaim } from "#lib/auth/trusted-issuers.ts";
import { log } from "#lib/log.ts";
import type { ApiTokenScope } from "#lib/merchants/permissions.ts";
import { createContext, getServer } from "#lib/runtime/server.ts";
import { call } from "#lib/testing/api/requests.ts";
import { startTokenIssuer } from "#lib/testing/identity/token-issuer.ts";
import { mintMerchant } from "#lib/testing/records/merchants.ts";

const provider = await startTokenIssuer();
afterAll(provider.close);
const rsa = await generateKeyPair("RS256", { extractable: true });
const otherRsa = await generateKeyPair("RS256", { extractable: true });
const ec = await generateKeyPair("ES256", { extractable: true });
const ed25519 = await generateKeyPair("EdDSA", { extractable: true });
const pss = await importJWK(await exportJWK(rsa.privateKey), "PS256");
const kid = "2026";
const publish = async ({ publicKey }: typeof rsa, changes: object = {}) => ({
  ...(await exportJWK(publicKey)),
  kid,
  ...changes,
});

const { ctx: member, token: ownToken } = await mintMerchant();
const { merchantId } = member;
const written = vi.spyOn(log, "info").mockReturnValue(undefined);
vi.useFakeTimers({ toFake: ["performance"] });

let trusted: TrustedIssuer;
function trust(settings: Partial<TrustedIssuer> = {}) {
  const issuer = `${provider.origin}/${randomUUID()}`;
  const common = { audience: "keysmith", merchantClaim: "merchant_id", role: "admin" } as const;
  trusted = { issuer, ...common, ...settings };
  getServer().env.TRUSTED_ISSUERS = [trusted];
  return trusted;
}

// Each test has an issuer of its own, about which the process remembers nothing.
beforeEach(async () => {
  Object.assign(provider, { keys: [await publish(rsa)], answer: null, asked: [] });
  written.mockClear();
  trust();
});

const seconds = () => Math.floor(Date.now() / 1000);

interface Made {
  claims?: object;
  header?: object;
  key?: Parameters<SignJWT["sign"]>[0];
}

function sign({ claims, header, key = rsa.privateKey }: Made = {}): Promise<string> {
  const { issuer: iss, audience: aud } = trusted;
  const times = { iat: seconds(), exp: seconds() + 3600 };
  const payload = { iss, aud, sub: "payroll", merchant_id: merchantId, ...times, ...claims };
  return new SignJWT(payload).setProtectedHeader({ alg: "RS256", kid, ...header }).sign(key, {
    crit: { secret: true },
  });
}

const readScopes = async (token: string) => {
  const ctx = createContext({ id: "test", address: null, userAgent: null });
  return (await readIssuerClaim(ctx, token, [trusted]))?.scopes;
};
const readStatus = async (token: string) => (await call(LIST, { token })).status;
interface Line {
  issuer?: string;
  reason: string;
  unlogged?: number;
}

/** What was logged of tokens of this test's issuer, or of none; summaries come at their own pace. */
const lines = () =>
  written.mock.calls.filter(([fields, message]) => {
    const { issuer = trusted.issuer, unlogged } = fields as unknown as Line;
    return String(message) === "token refused" && issuer === trusted.issuer && !unlogged;
  });
const reasons = () => lines().map(([fields]) => (fields as unknown as Line).reason);

const read = "applications:read";
const both: ApiTokenScope[] = [read, "api-keys:write"];

/** Machine tokens as in the providers' own documentation. */
const shapes: [string, Partial<TrustedIssuer>, Made][] = [
  [
    "Spring Authorization Server",
    {},
    { claims: { nbf: seconds(), scope: both, jti: randomUUID() } },
  ],
  [
    "Duende IdentityServer",
    { merchantClaim: "client_merchant_id" },
    {
      header: { typ: "at+jwt" },
      claims: {
        ...{ sub: undefined, nbf: seconds(), client_id: "payroll", jti: "A1B2" },
        ...{ scope: ["keysmith.other", ...both], client_merchant_id: merchantId },
      },
    },
  ],
  [
    "Microsoft Entra ID v2.0, app-only",
    {
      audience: "11111111-2222-3333-4444-555555555555",
      scopeClaim: "roles",
      scopeMap: { "Applications.Read.All": [read], "Keys.Manage.All": ["api-keys:write"] },
    },
    {
      header: { typ: "JWT", x5t: "nooU" },
      claims: {
        ...{ aio: "E2Rg", azp: "6f3a", azpacr: "1", oid: "0c9e", rh: "0.A", sub: "0c9e" },
        ...{ tid: "72f9", uti: "x", ver: "2.0", nbf: seconds() },
        roles: ["Applications.Read.All", "Keys.Manage.All", "audit:read"],
      },
    },
  ],
  [
    "Auth0, with its permissions",
    {
      issuer: `${provider.origin}/${randomUUID()}/`,
      merchantClaim: "https://keys.test/merchant",
      scopeClaim: "permissions",
    },
    {
      header: { typ: "JWT" },
      claims: {
        ...{ sub: "abc@clients", azp: "abc", gty: "client-credentials", exp: seconds() + 86_400 },
        ...{ "https://keys.test/merchant": merchantId, aud: ["keysmith", "https://x/userinfo"] },
        ...{ scope: "applications:write audit:read", permissions: both },
      },
    },
  ],
  [
    "Keycloak, with the roles of a client",
    {
      scopeClaim: ["resource_access", "keysmith", "roles"],
      scopeMap: { reader: [read], "key admin": ["api-keys:write"] },
    },
    {
      header: { typ: "JWT" },
      claims: {
        ...{ typ: "Bearer", azp: "payroll", acr: "1", scope: "email profile", aud: ["keysmith"] },
        ...{ realm_access: { roles: ["offline_access", "reader"] }, clientHost: "192.0.2.1" },
        resource_access: { keysmith: { roles: ["reader", "key admin"] }, account: { roles: [] } },
      },
    },
  ],
  ["Keycloak, with scopes", {}, { claims: { typ: "Bearer", scope: `email ${both.join(" ")}` } }],
  ["Okta", {}, { claims: { ver: 1, cid: "0oa1", sub: "0oa1", scp: both } }],
  ["AD FS", {}, { claims: { appid: "6f3a", ver: "1.0", scp: both.join(" ") } }],
];

describe("a machine token in the shape of", () => {
  test.each(shapes)("%s has the scopes that it names", async (_, settings, made) => {
    const { issuer } = trust(settings);
    const discovery = { issuer, jwks_uri: `${provider.origin}/jwks` };
    provider.answer = (res, path) =>
      !path.endsWith("/jwks") && Boolean(res.end(JSON.stringify(discovery)));
    const token = await sign(made);
    expect(await readStatus(token)).toBe(200);
    expect(await readScopes(token)).toEqual(both);
    expect(lines()).toEqual([]);
  });
});

describe("the scopes of a machine token", () => {
  test("of any other form than text or a list of texts refuse it", async () => {
    const strange = [7, true, {}, { [read]: true }, [[read]], [read, 7], [read, null], [{}]];
    for (const name of ["scope", "scp"]) {
      for (const value of strange) {
        const token = await sign({ claims: { scope: read, [name]: value } });
        expect([name, value, await readStatus(token)]).toEqual([name, value, 401]);
      }
    }
    const reason = "is neither text nor a list of texts";
    expect(new Set(reasons())).toEqual(
      new Set([`its claim scope ${reason}`, `its claim scp ${reason}`]),
    );
    trust({ scopeClaim: ["a", "b"] });
    for (const a of [{ b: [[read]] }, { b: { c: read } }]) {
      expect(await readStatus(await sign({ claims: { a } }))).toBe(401);
    }
    expect(await readScopes(await sign({ claims: { a: { b: read }, scope: 7, scp: {} } }))).toEqual(
      [read],
    );
  });

  test("are none where its claim is missing, empty, or says nothing that has a meaning", async () => {
    const nothing = [undefined, null, "", [], "  ", "Applications:Read", [`${read} audit:read`]];
    for (const scope of nothing) {
      expect(await readScopes(await sign({ claims: { scope } }))).toEqual([]);
    }
    trust({ scopeClaim: ["a", "b"] });
    for (const a of [undefined, null, read, [read], { c: read }, { b: undefined }]) {
      expect(await readScopes(await sign({ claims: { a, scope: read } }))).toEqual([]);
    }
    trust({ scopeClaim: ["__proto__", "constructor"], scopeMap: { reader: [read] } });
    expect(await readScopes(await sign({ claims: { scope: read } }))).toEqual([]);
    trust({ scopeMap: { reader: [read] } });
    const unmapped = [read, "constructor", "__proto__", "hasOwnProperty", "reader audit:read"];
    expect(await readScopes(await sign({ claims: { scope: unmapped } }))).toEqual([]);
    expect(await readStatus(await sign({ claims: { scope: unmapped } }))).toBe(403);
    expect(new Set(reasons())).toEqual(new Set(["it names no scope that has a meaning here"]));
  });

  test("may stand in a list as long as a token can be, and no longer", async () => {
    const others = Array.from({ length: 1500 }, (_, index) => `x${index}`);
    expect(await readScopes(await sign({ claims: { scope: [...others, read] } }))).toEqual([read]);
    const giant = [read, ...Array.from({ length: 100_000 }, () => read)];
    expect(await readStatus(await sign({ claims: { scope: giant } }))).toBe(401);
  });
});

describe("the key set of a trusted issuer", () => {
  const scope = read;

  test("may hold keys that nobody here can use", async () => {
    const secret = Buffer.from("a secret that everybody can read here");
    provider.keys = [
      ...[null, 7, "key", [], {}, { kid }, { kty: 7, kid }, { kty: "RSA" }, { kty: "RSA", kid: 7 }],
      ...[
        { kty: "AKP", kid, alg: "ML-DSA-44", pub: "x" },
        { kty: "OKP", crv: "X25519", kid, x: "x" },
      ],
      { kty: "EC", crv: "secp256k1", kid: "k1", x: "x", y: "y" },
      { kty: "RSA", kid: "broken", n: "!", e: 7 },
      { kty: "oct", kid, k: secret.toString("base64url") },
      { ...(await exportJWK(otherRsa.privateKey)), kid: "private" },
      await publish(otherRsa, { use: "enc" }),
      await publish(otherRsa, { key_ops: ["encrypt"] }),
      await publish(rsa),
    ];
    expect(await readStatus(await sign({ claims: { scope } }))).toBe(200);
    const unusable: Made[] = [
      { key: otherRsa.privateKey },
      { key: otherRsa.privateKey, header: { kid: "private" } },
      { header: { kid: "broken" } },
      { key: ec.privateKey, header: { alg: "ES256", kid: "k1" } },
      { key: secret, header: { alg: "HS256" } },
    ];
    for (const [index, made] of unusable.entries()) {
      const token = await sign({ claims: { scope }, ...made });
      expect([index, await readStatus(token)]).toEqual([index, 401]);
    }
  });

  test("may give one kid to keys of several types, and to several of one type", async () => {
    provider.keys = [await publish(ed25519), await publish(rsa), await publish(ec)];
    const tokens = () =>
      Promise.all([
        sign({ claims: { scope } }),
        sign({ claims: { scope }, header: { alg: "PS256" }, key: pss }),
        sign({ claims: { scope }, header: { alg: "ES256" }, key: ec.privateKey }),
        sign({ claims: { scope }, header: { alg: "EdDSA" }, key: ed25519.privateKey }),
      ]);
    for (const token of await tokens()) expect(await readStatus(token)).toBe(200);
    const other = await sign({ claims: { scope }, key: otherRsa.privateKey });
    expect(await readStatus(other)).toBe(401);
    trust();
    provider.keys.unshift(await publish(otherRsa));
    for (const token of await tokens()) expect(await readStatus(token)).toBe(200);
    expect(await readStatus(await sign({ claims: { scope }, key: otherRsa.privateKey }))).toBe(200);
    const stranger = await generateKeyPair("RS256");
    expect(await readStatus(await sign({ claims: { scope }, key: stranger.privateKey }))).toBe(401);
    expect(reasons().at(-1)).toBe("ERR_JWS_SIGNATURE_VERIFICATION_FAILED");
  });

  test("ends the tokens of a key that another one has replaced under the same kid", async () => {
    const token = await sign({ claims: { scope } });
    expect(await readStatus(token)).toBe(200);
    provider.keys = [await publish(otherRsa)];
    vi.advanceTimersByTime(601_000);
    expect(await readStatus(token)).toBe(401);
  });

  test("with 10,000 keys is unavailable, which concerns nobody else", async () => {
    const sound = trusted;
    const token = await sign({ claims: { scope } });
    expect(await readStatus(token)).toBe(200);
    provider.keys = Array.from({ length: 10_000 }, (_, index) => ({ kty: "RSA", kid: `${index}` }));
    const flooded = trust();
    getServer().env.TRUSTED_ISSUERS = [sound, flooded];
    expect(await readStatus(await sign({ claims: { scope } }))).toBe(503);
    expect(await readStatus(token)).toBe(200);
    expect(await readStatus(ownToken)).toBe(200);
  });
});

describe("the log says at level info why a machine token was refused", () => {
  const ofTheSecret = { sub: "secret-subject", jti: "secret-id", scope: read };
  const cases: [string, Made][] = [
    ["it has no kid", { header: { kid: undefined } }],
    ["its kid is not among the keys of its issuer", { header: { kid: "secret" } }],
    ["ERR_JOSE_ALG_NOT_ALLOWED", { header: { alg: "HS256" }, key: Buffer.alloc(64) }],
    ["ERR_JWKS_NO_MATCHING_KEY", { header: { alg: "ES256" }, key: ec.privateKey }],
    ["ERR_JWS_SIGNATURE_VERIFICATION_FAILED", { key: otherRsa.privateKey }],
    ["ERR_JOSE_NOT_SUPPORTED", { header: { crit: ["secret"], secret: 1 } }],
    ["its typ is not that of an access token", { header: { typ: "secret+jwt" } }],
    ["its typ is not that of an access token", { header: { typ: 7 } }],
    ['unexpected "aud" claim value', { claims: { aud: "secret" } }],
    ['missing required "aud" claim', { claims: { aud: undefined } }],
    ['"exp" claim timestamp check failed', { claims: { iat: 1, exp: 2 } }],
    ['"nbf" claim timestamp check failed', { claims: { nbf: seconds() + 900 } }],
    ["its iat is in the future", { claims: { iat: seconds() + 900 } }],
    ["it is valid for more than 24 hours", { claims: { exp: seconds() + 90_000 } }],
    ["it is an ID token: it has the claim nonce", { claims: { nonce: "secret" } }],
    ['missing required "merchant_id" claim', { claims: { merchant_id: undefined } }],
    ["its claim merchant_id is not the id of a merchant", { claims: { merchant_id: "secret" } }],
    [
      "its merchant does not exist, or is closed",
      { claims: { merchant_id: "mer_01jz0000000000000000000000" } },
    ],
    ["its sub, or its client_id without one, is not a name", { claims: { sub: undefined } }],
    ["its iss is not in TRUSTED_ISSUERS", { claims: { iss: "https://secret.test" } }],
  ];

  test("but nothing that stands in it", async () => {
    for (const [reason, { claims, ...made }] of cases) {
      trust();
      const token = await sign({ claims: { ...ofTheSecret, ...claims }, ...made });
      expect([reason, await readStatus(token)]).toEqual([reason, 401]);
      expect(reasons()).toEqual([reason]);
      const [line] = lines();
      expect(JSON.stringify(line)).not.toContain("secret");
      expect(line).toEqual([
        expect.objectContaining({ requestId: expect.any(String) }),
        "token refused",
      ]);
    }
  });

  test("once for each issuer and reason, however many are sent", async () => {
    const token = await sign({ key: otherRsa.privateKey });
    for (let count = 0; count < 5; count++) expect(await readStatus(token)).toBe(401);
    expect(lines()).toHaveLength(1);
    expect(await readStatus(ownToken)).toBe(200);
    expect(lines()).toHaveLength(1);
  });
});
