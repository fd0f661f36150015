import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { privateNetworks } from "#lib/client-address.ts";
import { deriveSecrets, readEnv, readSettings } from "#lib/env.ts";

const secrets = {
  KEYSMITH_KEY_HASH_SECRET: "a".repeat(32),
  KEYSMITH_SESSION_SECRET: "b".repeat(32),
  KEYSMITH_SEALING_SECRET: "c".repeat(32),
};

describe("the environment", () => {
  test("has a default for every setting", () => {
    expect(readSettings({})).toEqual({
      PORT: 3000,
      DATABASE_POOL_SIZE: expect.any(Number),
      DATABASE_PREPARE: true,
      SHUTDOWN_SECONDS: 30,
      VERIFIER: "on",
      VERIFIER_CACHE_MB: 64,
      VERIFIER_PROCESSES: 1,
      VERIFIER_LEASE_SECONDS: 30,
      VERIFIER_STALE_IF_DOWN_SECONDS: 0,
      VERIFIER_FLUSH_SECONDS: 10,
      GATEWAY_HOPS: 1,
      TRUSTED_PROXY_HOPS: 0,
      TRUSTED_PROXIES: [...privateNetworks],
      HSTS_INCLUDE_SUBDOMAINS: false,
      MIGRATE_ON_START: true,
      VERIFIER_HOST: "127.0.0.1",
      RATE_LIMIT_STORE: "memory",
      RATE_LIMIT_FACTOR: 1,
      GITHUB_SECRET_SCANNING_KEYS_URL: "https://api.github.com/meta/public_keys/secret_scanning",
      OIDC_NAME: "Single sign-on",
      OTEL_TRACES_SAMPLER_ARG: 1,
      TRUSTED_ISSUERS: [],
      ACCESS_LOG: "off",
      LOG_LEVEL: "info",
    });
  });

  test("knows the public address by its origin alone", () => {
    for (const url of ["https://keys.example.com", "https://KEYS.example.com:443/"]) {
      expect(readSettings({ KEYSMITH_URL: url }).KEYSMITH_URL).toBe("https://keys.example.com");
    }
  });

  test("takes an address for a network of its own", () => {
    const { TRUSTED_PROXIES } = readSettings({ TRUSTED_PROXIES: "203.0.113.7, ::1 10.0.0.0/8" });
    expect(TRUSTED_PROXIES).toEqual(["203.0.113.7/32", "::1/128", "10.0.0.0/8"]);
  });

  test("migrates at start only the embedded database, unless told otherwise", () => {
    const read = (settings: Record<string, string>) => readSettings(settings).MIGRATE_ON_START;
    const DATABASE_URL = "postgres://db.test/keysmith";
    expect([read({}), read({ MIGRATE_ON_START: "false" })]).toEqual([true, false]);
    expect([read({ DATABASE_URL }), read({ DATABASE_URL, MIGRATE_ON_START: "true" })]).toEqual([
      false,
      true,
    ]);
  });

  test("takes an empty variable for an absent one", () => {
    expect(readSettings({ PORT: "", DATABASE_URL: "" }).PORT).toBe(3000);
  });

  test.each([
    ["PORT", "70000"],
    ["PORT", "abc"],
    ["DATABASE_URL", "mysql://x"],
    ["DATABASE_DIRECT_URL", "localhost"],
    ["DATABASE_URL", "postgres://one,two/keysmith?target_session_attrs=standby"],
    ["DATABASE_URL", "postgres://one,two/keysmith?target_session_attrs=prefer-standby"],
    [
      "DATABASE_URL",
      "postgres://one/keysmith?target_session_attrs=any&target_session_attrs=standby",
    ],
    [
      "DATABASE_DIRECT_URL",
      "postgres://one,two/keysmith?sslmode=require&target_session_attrs=read-only",
    ],
    ["DATABASE_PREPARE", "no"],
    ["MIGRATION_DATABASE_URL", "localhost"],
    ["MIGRATE_ON_START", "yes"],
    ["SHUTDOWN_SECONDS", "0"],
    ["VERIFIER", "no"],
    ["DRAIN_SECONDS", "301"],
    ["ACCESS_LOG", "true"],
    ["KEYSMITH_URL", "keys.example.com"],
    ["KEYSMITH_URL", "https://keys.example.com/portal"],
    ["KEYSMITH_URL", "https://keys.example.com//"],
    ["KEYSMITH_URL", "https://keys.example.com?a=b"],
    ["KEYSMITH_URL", "https://keys.example.com/?"],
    ["KEYSMITH_URL", "https://keys.example.com#top"],
    ["KEYSMITH_URL", "https://user:secret@keys.example.com"],
    ["KEYSMITH_URL", "https://keys.example.com:99999"],
    ["HOST", "x86_64-conda-linux-gnu"],
    ["HOST", "0.0.0.0:3000"],
    ["VERIFIER_HOST", "10.0.0.0/8"],
    ["HSTS_INCLUDE_SUBDOMAINS", "yes"],
    ["TRUSTED_PROXIES", "10.0.0.0/33"],
    ["TRUSTED_PROXIES", "10.0.0.0/8,proxy.internal"],
    ["TRUSTED_PROXIES", ","],
    ["KEYSMITH_DEMO_PASSWORD", "short"],
    ["TRUSTED_PROXY_HOPS", "-1"],
    ["RATE_LIMIT_STORE", "disk"],
    ["RATE_LIMIT_FACTOR", "0"],
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318"],
    ["OTEL_TRACES_SAMPLER_ARG", "1.5"],
    ["RATE_LIMIT_FACTOR", "1000001"],
    ["REDIS_URL", "http://localhost:6379"],
    ["SMTP_URL", "mail.example.com:587"],
    ["SMTP_URL", "https://mail.example.com"],
    ["MAIL_FROM", "Keysmith"],
    ["MAIL_FROM", "no-reply@example.com\r\nBcc: spy@example.com"],
    ["MAIL_FROM", "a@example.com, b@example.com"],
    ["GITHUB_SECRET_SCANNING_KEYS_URL", "api.github.com"],
    ["GITHUB_SECRET_SCANNING_KEYS_URL", "http://api.github.com/keys"],
    ["OIDC_ISSUER", "http://id.example.com"],
    ["OIDC_ID_TOKEN_SIGNED_RESPONSE_ALG", "HS256"],
    ["OIDC_ID_TOKEN_SIGNED_RESPONSE_ALG", "none"],
    ["OIDC_NAME", "x".repeat(41)],
    ["LOG_LEVEL", "loud"],
  ])("names %s when it is %s", (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(name);
  });

  test("needs the address of the Redis in which requests are to be counted", () => {
    const redis = { RATE_LIMIT_STORE: "redis" };
    expect(() => readSettings(redis)).toThrow(
      "REDIS_URL must be set where RATE_LIMIT_STORE is redis",
    );
    for (const url of ["redis://:secret@cache:6379/1", "rediss://cache"]) {
      expect(readSettings({ ...redis, REDIS_URL: url }).REDIS_URL).toBe(url);
      expect(readSettings({ REDIS_URL: url }).RATE_LIMIT_STORE).toBe("redis");
      const elsewhere = { RATE_LIMIT_STORE: "postgres", REDIS_URL: url };
      expect(readSettings(elsewhere).RATE_LIMIT_STORE).toBe("postgres");
    }
  });

  test("wants all of an identity provider's settings, or none", () => {
    expect(() => readSettings({ GOOGLE_CLIENT_ID: "x" })).toThrow(
      "GOOGLE_CLIENT_SECRET must be set where GOOGLE_CLIENT_ID is",
    );
    expect(() => readSettings({ OIDC_ISSUER: "https://id.example.com" })).toThrow(
      "OIDC_CLIENT_ID must be set where OIDC_ISSUER is\n" +
        "OIDC_CLIENT_SECRET must be set where OIDC_ISSUER is",
    );
    const whole = { GITHUB_CLIENT_ID: "x", GITHUB_CLIENT_SECRET: "y" };
    expect(readSettings(whole)).toMatchObject(whole);
  });

  test("takes a list of trusted issuers, and says what is wrong with one", () => {
    const issuer = {
      issuer: "https://id.example.com",
      audience: "keys",
      merchantClaim: "merchant",
    };
    const read = (value: unknown) => readSettings({ TRUSTED_ISSUERS: JSON.stringify(value) });
    expect(read([issuer]).TRUSTED_ISSUERS).toEqual([{ ...issuer, role: "developer" }]);
    const entra = { ...issuer, scopeClaim: "roles", scopeMap: { "Keys.Read": ["api-keys:read"] } };
    const nested = { ...issuer, role: "viewer", scopeClaim: ["realm_access", "roles"] };
    const keycloak = { ...nested, issuer: "https://sso.example.com/realms/x" };
    expect(read([entra, keycloak]).TRUSTED_ISSUERS).toEqual([
      { ...entra, role: "developer" },
      keycloak,
    ]);
    const wrong: [unknown, string][] = [
      [issuer, "TRUSTED_ISSUERS must be a JSON list"],
      [[issuer, issuer], "TRUSTED_ISSUERS must name each issuer once"],
      [[{ ...issuer, issuer: "http://id.example.com" }], "TRUSTED_ISSUERS 0 issuer must be"],
      [[{ ...issuer, role: "owner" }], "TRUSTED_ISSUERS 0 role"],
      [[{ ...issuer, audience: undefined }], "TRUSTED_ISSUERS 0 audience"],
      [[{ ...issuer, audience: "" }], "TRUSTED_ISSUERS 0 audience must not be empty"],
      [[issuer, 7], "TRUSTED_ISSUERS 1 must be an object"],
      [[{ ...issuer, merchant: "x" }], "TRUSTED_ISSUERS 0 has no setting merchant"],
      [[{ ...issuer, issuer: "https://id.example.com#x" }], "0 issuer must be an https:// address"],
      [[{ ...issuer, issuer: " https://id.example.com" }], "0 issuer must be an https:// address"],
      [[{ ...issuer, issuer: "https://id.example.com?a=b" }], "0 issuer must have no query"],
      [[{ ...issuer, scopeClaim: {} }], "0 scopeClaim must be the name of a claim, or a list"],
      [[{ ...issuer, scopeClaim: [] }], "0 scopeClaim"],
      [[{ ...issuer, scopeClaim: ["a", 7] }], "0 scopeClaim"],
      [[{ ...issuer, scopeMap: [] }], "0 scopeMap must be an object, such as"],
      [[{ ...issuer, scopeMap: {} }], "0 scopeMap must not be empty"],
      [[{ ...issuer, scopeMap: { "": ["audit:read"] } }], "0 scopeMap"],
      [[{ ...issuer, scopeMap: { a: "audit:read" } }], "0 scopeMap a must be a list of scopes"],
      [[{ ...issuer, scopeMap: { a: [] } }], "0 scopeMap a must name a scope"],
      [
        [{ ...issuer, scopeMap: { a: ["audit:read", "owners:write"] } }],
        "0 scopeMap a 1 must be one of applications:read, applications:write,",
      ],
    ];
    for (const [value, message] of wrong) expect(() => read(value)).toThrow(message);
    expect(() => readSettings({ TRUSTED_ISSUERS: "{" })).toThrow("must be a JSON list");
  });

  test("takes every list of trusted issuers in the documentation", () => {
    const text = readFileSync("docs/operations/identity-providers.md", "utf8");
    const examples = [...text.matchAll(/```json\n(.*?)```/gs)].map(([, example = ""]) => example);
    expect(examples).toHaveLength(5);
    for (const example of examples) {
      const { TRUSTED_ISSUERS } = readSettings({ TRUSTED_ISSUERS: example });
      expect(TRUSTED_ISSUERS).toMatchObject(JSON.parse(example));
    }
  });

  test.each([
    ["no-reply@example.com", ""],
    ["Keysmith <no-reply@example.com>", "Keysmith"],
    ["Keys: Acme (EU); Ltd, <no-reply@example.com>", "Keys: Acme (EU); Ltd,"],
    ['"Keys, \\"the\\" shop" <no-reply@example.com>', 'Keys, "the" shop'],
  ])("sends as %s", (from, name) => {
    const settings = readSettings({ MAIL_FROM: from, SMTP_URL: "smtps://me:secret@localhost:465" });
    expect(settings.MAIL_FROM).toEqual({ name, address: "no-reply@example.com" });
  });

  test.each([
    ["DATABASE_URL", "postgres://"],
    ["DATABASE_DIRECT_URL", "postgresql://"],
    ["SMTP_URL", "smtp://"],
    ["REDIS_URL", "rediss://"],
  ])("says of a password in %s only that it is to be encoded", (name, scheme) => {
    for (const password of ["zq@xk/zq:xk", "zq/xk", "zq?xk", "zq#xk", "zq@xk", "zq xk"]) {
      const read = () => readSettings({ [name]: `${scheme}user:${password}@host.test/1` });
      expect(read).toThrow(/^\S+ [^\n]*(percent-encode|must be an? \w+:\/\/)/i);
      expect(read).not.toThrow(/zq|xk/);
    }
  });

  test("takes the pool of DATABASE_URL where no setting says otherwise", () => {
    const DATABASE_URL = "postgres://db.test/x?pgbouncer=true&connection_limit=3";
    const pooled = { DATABASE_POOL_SIZE: 3, DATABASE_PREPARE: false };
    expect(readSettings({ DATABASE_URL })).toMatchObject(pooled);
    const own = { DATABASE_POOL_SIZE: "5", DATABASE_PREPARE: "true" };
    expect(readSettings({ DATABASE_URL, ...own })).toMatchObject({
      ...{ DATABASE_POOL_SIZE: 5, DATABASE_PREPARE: true },
    });
  });

  test("derives the same keys for a version, alone or among others", () => {
    const plain = deriveSecrets(readEnv(secrets));
    const list = `v2:${"n".repeat(32)},v1:${secrets.KEYSMITH_SEALING_SECRET}`;
    const [newest, first] = deriveSecrets(
      readEnv({ ...secrets, KEYSMITH_SEALING_SECRET: list }),
    ).sealing;
    expect(first).toMatchObject({ version: 1 });
    expect(first?.key.equals(plain.sealing[0].key)).toBe(true);
    expect(newest.key.equals(plain.sealing[0].key)).toBe(false);
  });

  test("names every missing or short secret", () => {
    const broken = { ...secrets, KEYSMITH_SESSION_SECRET: undefined, KEYSMITH_SEALING_SECRET: "x" };
    expect(() => readEnv(broken)).toThrow(
      "KEYSMITH_SESSION_SECRET is not set\n" +
        "KEYSMITH_SEALING_SECRET must be at least 32 characters long",
    );
  });

  test("derives a different key for each use", () => {
    const rotating = Object.entries(secrets).map(([name, text]) => [
      name,
      `v2:new ${text},v1:${text}`,
    ]);
    const rings = Object.values(deriveSecrets(readEnv(Object.fromEntries(rotating))));
    const derived = rings.flat().map(({ key }) => key.export().toString("hex"));
    expect(new Set(derived).size).toBe(2 * rings.length);
  });
});
