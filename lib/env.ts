import { createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import { availableParallelism } from "node:os";
import { z } from "zod";
import { signingAlgorithmSchema, trustedIssuersSetting } from "#lib/auth/schema.ts";
import { privateNetworks } from "#lib/client-address.ts";
import type { Secrets } from "#lib/context.ts";
import { parseDatabaseUrl } from "#lib/db/url.ts";
import { isTamperProof } from "#lib/schema.ts";

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^[0-9]{1,7}$/, { error: `must be a whole number from ${min} to ${max}` })
    .transform(Number)
    .pipe(
      z
        .int()
        .min(min, { error: `must be at least ${min}` })
        .max(max, {
          error: `must be at most ${max}`,
        }),
    );

/** Its message repeats no part of the value, of which a password may be one. */
const databaseUrl = z.string().superRefine((value, about) => {
  try {
    parseDatabaseUrl(value);
  } catch (error) {
    about.addIssue({ code: "custom", message: (error as Error).message });
  }
});

/**
 * The URL of a server with credentials in it, each part of which is percent-encoded: whatever is
 * not would be taken for a host, and shown.
 */
const serverUrl = (schemes: RegExp, named: string) =>
  z
    .url({ protocol: schemes, error: `must be ${named} address` })
    .regex(/^[a-z]+:\/\/(?:[^\s/?#@]*@)?[^\s/?#@]+(?:\/[^\s/?#@]*)?(?:\?[^\s#@]*)?$/i, {
      error: `must be ${named} address with user name and password percent-encoded: @ is %40, / is %2F`,
    })
    .optional();

const collectorUrl = z
  .url({ protocol: /^https?$/, error: "must be an http:// or https:// address" })
  .optional();

const trueOrFalse = (fallback: "true" | "false") =>
  z
    .enum(["true", "false"], { error: "must be true or false" })
    .default(fallback)
    .transform((value) => value === "true");

/** Whether a URL has nothing behind its host but one slash, which means the same. */
function isOrigin(value: string): boolean {
  return URL.canParse(value) && /^https?:\/\/[^/?#@\\]+\/?$/i.test(value);
}

const listenHost = z
  .union([z.ipv4(), z.ipv6(), z.literal("localhost")], {
    error: "must be an IP address, such as 127.0.0.1 or ::",
  })
  .optional();

/** One network in CIDR notation; an address alone is a network of its own. */
function toNetwork(text: string): string | null {
  const whole = text.includes("/") ? text : `${text}/${text.includes(":") ? 128 : 32}`;
  const isNetwork = z.cidrv4().safeParse(whole).success || z.cidrv6().safeParse(whole).success;
  return isNetwork ? whole : null;
}

const networks = z.string().transform((value, about) => {
  const found = value
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(toNetwork);
  if (found.length > 0 && !found.includes(null)) return found as string[];
  about.addIssue({
    code: "custom",
    message: "must be networks such as 10.0.0.0/8,2001:db8::/32",
  });
  return z.NEVER;
});

const credential = z.string().min(1).max(512).optional();

/** Name and email apart: in one text a `:`, `;`, `,` or `(` of the name would be taken for syntax. */
function splitMailbox(text: string): { name: string; address: string } {
  const [, name = "", address = text] = /^([^<]*)<(.*)>$/.exec(text) ?? [];
  const quoted = /^"(.*)"$/.exec(name.trim())?.[1];
  return { name: quoted?.replaceAll(/\\(.)/g, "$1") ?? name.trim(), address };
}

const settingsFields = z.object({
  /** TCP port of the portal and the API; 0 takes any free one. */
  PORT: wholeNumber(0, 65535).default(3000),
  /** The address on which the portal and the API listen; by default all of this machine. */
  HOST: listenHost,
  /** A PostgreSQL server (14 or later) to use in place of the embedded one. */
  DATABASE_URL: databaseUrl.optional(),
  /** The server itself where DATABASE_URL is a pgbouncer: migrations and LISTEN need a session. */
  DATABASE_DIRECT_URL: databaseUrl.optional(),
  /** Connections that one process keeps to the database; by default two for each core. */
  DATABASE_POOL_SIZE: wholeNumber(1, 1000).optional(),
  /** `false` behind pgbouncer in transaction mode, where prepared statements hang. */
  DATABASE_PREPARE: z
    .enum(["true", "false"], { error: "must be true or false" })
    .transform((value) => value === "true")
    .optional(),
  /** How long a shutdown may take; then the process ends and names what it abandons. */
  SHUTDOWN_SECONDS: wholeNumber(1, 3600).default(30),
  /** Where the embedded database, the secrets and unsent mail live; `.keysmith` in the project. */
  KEYSMITH_DATA_DIR: z.string().min(1).optional(),
  /** Password of the demo owner that the first start makes; a random one when absent. */
  KEYSMITH_DEMO_PASSWORD: z
    .string()
    .min(12, { error: "must be at least 12 characters long" })
    .optional(),
  /** The address merchants use, such as https://keys.example.com; issuer of the access tokens. */
  KEYSMITH_URL: z
    .url({ protocol: /^https?$/, error: "must be an http:// or https:// address" })
    .refine(isOrigin, {
      error: "must be an address without a path, query, fragment or credentials",
    })
    .transform((value) => new URL(value).origin)
    .optional(),
  /** `true` has browsers use TLS for every host below that of KEYSMITH_URL, too. */
  HSTS_INCLUDE_SUBDOMAINS: trueOrFalse("false"),
  /** Whether `npm start` runs a verifier beside the portal. */
  VERIFIER: z.enum(["on", "off"], { error: "must be on or off" }).default("on"),
  /** TCP port of the verifier; by default the one after PORT, or any free one. */
  VERIFIER_PORT: wholeNumber(0, 65535).optional(),
  /** The address on which the verifier listens; the gateway is usually on the same machine. */
  VERIFIER_HOST: listenHost.default("127.0.0.1"),
  /** Path of a Unix socket on which the verifier answers besides, without a service token. */
  VERIFIER_SOCKET: z.string().min(1).max(100).optional(),
  /** How much a verifier remembers of keys, in MiB; 0 asks the database each time. */
  VERIFIER_CACHE_MB: wholeNumber(0, 65_536).default(64),
  /** Verifier processes that share the port, each with a cache of its own. */
  VERIFIER_PROCESSES: wholeNumber(1, 256).default(1),
  /**
   * For how long a verifier trusts its cache without the database; the same for every process of an
   * installation. A revocation is final after as long where a verifier cannot be reached.
   */
  VERIFIER_LEASE_SECONDS: wholeNumber(1, 300).default(30),
  /** For how long more it goes by what it last knew while the database is away; 0 answers 503. */
  VERIFIER_STALE_IF_DOWN_SECONDS: wholeNumber(0, 3600).default(0),
  /** How often a verifier writes down how keys were used, which a killed one has not yet. */
  VERIFIER_FLUSH_SECONDS: wholeNumber(1, 300).default(10),
  /** How many proxies, the gateway included, add to X-Forwarded-For before /v1/authorize. */
  GATEWAY_HOPS: wholeNumber(0, 10).default(1),
  /** How many proxies in front of the server add to X-Forwarded-For; 0 trusts none. */
  TRUSTED_PROXY_HOPS: wholeNumber(0, 10).default(0),
  /** Whose forwarding headers count, to the portal and the verifier: networks in CIDR notation. */
  TRUSTED_PROXIES: networks.default([...privateNetworks]),
  /**
   * Where requests are counted: in each process, or in one place for all instances; by default in
   * the Redis of REDIS_URL, and without one in each process.
   */
  RATE_LIMIT_STORE: z
    .enum(["memory", "postgres", "redis"], { error: "must be one of memory, postgres, redis" })
    .optional(),
  /** The Redis that several instances count in; rediss:// for TLS. */
  REDIS_URL: serverUrl(/^rediss?$/, "a redis:// or rediss://"),
  /** Multiplies the allowance of every rate limit, for load tests and the like. */
  RATE_LIMIT_FACTOR: wholeNumber(1, 1_000_000).default(1),
  /** The server that takes our mail, such as smtp://user:password@mail.example.com:587. */
  SMTP_URL: serverUrl(/^smtps?$/, "an smtp:// or smtps://"),
  /** Who our mail is from; by default no-reply at the host of KEYSMITH_URL. */
  MAIL_FROM: z
    .string()
    .regex(/^(?:[^\r\n<>@]+<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, {
      error: "must be an address such as Keysmith <no-reply@example.com>",
    })
    .transform(splitMailbox)
    .optional(),
  /** Where GitHub publishes the keys that sign its secret-scanning alerts. */
  GITHUB_SECRET_SCANNING_KEYS_URL: z
    .string()
    .refine(isTamperProof, { error: "must be an https:// address" })
    .default("https://api.github.com/meta/public_keys/secret_scanning"),
  /** What Google knows this server as; its people then sign in with Google. */
  GOOGLE_CLIENT_ID: credential,
  GOOGLE_CLIENT_SECRET: credential,
  /** As for Google, of an OAuth app at GitHub. */
  GITHUB_CLIENT_ID: credential,
  GITHUB_CLIENT_SECRET: credential,
  /** Any OpenID provider, found by its discovery document under this address. */
  OIDC_ISSUER: z
    .string()
    .refine(isTamperProof, { error: "must be an https:// address" })
    .optional(),
  OIDC_CLIENT_ID: credential,
  OIDC_CLIENT_SECRET: credential,
  /** The one algorithm of its ID tokens; by default whichever its discovery document lists. */
  OIDC_ID_TOKEN_SIGNED_RESPONSE_ALG: signingAlgorithmSchema.optional(),
  /** What people call that provider. */
  OIDC_NAME: z
    .string()
    .trim()
    .min(1)
    .max(40, { error: "must be at most 40 characters long" })
    .default("Single sign-on"),
  /**
   * Whose tokens the API takes besides our own: a JSON list of
   * `{ issuer, audience, merchantClaim, scopeClaim?, scopeMap?, role?, jwksUri? }`.
   */
  TRUSTED_ISSUERS: trustedIssuersSetting,
  /** Where traces go: an OpenTelemetry collector that takes OTLP over HTTP; no traces without it. */
  OTEL_EXPORTER_OTLP_ENDPOINT: collectorUrl,
  /** As above, but the whole address for traces, such as http://collector:4318/v1/traces. */
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: collectorUrl,
  /** What the traces are from; by default keysmith-portal or keysmith-verifier. */
  OTEL_SERVICE_NAME: z.string().trim().min(1).max(100).optional(),
  /** The share of requests that are traced, from 0 to 1, whatever a caller says of its own. */
  OTEL_TRACES_SAMPLER_ARG: z
    .string()
    .regex(/^(0(\.\d{1,6})?|1(\.0{1,6})?)$/, { error: "must be a number from 0 to 1" })
    .default("1")
    .transform(Number),
  /**
   * For how long a process that is told to stop still answers while `/readyz` is 503, so that
   * balancers see it; by default 5 with a DATABASE_URL, and 0 on the embedded database.
   */
  DRAIN_SECONDS: wholeNumber(0, 300).optional(),
  /** Whether each request is a line in the log, at level info. */
  ACCESS_LOG: z.enum(["on", "off"], { error: "must be on or off" }).default("off"),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "silent"], {
      error: "must be one of fatal, error, warn, info, debug, silent",
    })
    .default("info"),
});

/** Settings that are worth nothing without each other. */
const together = [
  ["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"],
  ["GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET"],
  ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"],
] as const;

/** What DATABASE_URL says of its pool, as Prisma's do, counts where no setting does. */
function getPoolSettings(settings: z.output<typeof settingsFields>) {
  const { DATABASE_URL, DATABASE_POOL_SIZE, DATABASE_PREPARE } = settings;
  const target = DATABASE_URL === undefined ? undefined : parseDatabaseUrl(DATABASE_URL);
  const usualSize = Math.max(4, 2 * availableParallelism());
  return {
    DATABASE_POOL_SIZE: DATABASE_POOL_SIZE ?? target?.poolSize ?? usualSize,
    DATABASE_PREPARE: DATABASE_PREPARE ?? target?.prepare ?? true,
  };
}

const settingsSchema = settingsFields
  .refine(
    ({ RATE_LIMIT_STORE, REDIS_URL }) => RATE_LIMIT_STORE !== "redis" || REDIS_URL !== undefined,
    { path: ["REDIS_URL"], error: "must be set where RATE_LIMIT_STORE is redis" },
  )
  .superRefine((settings, about) => {
    for (const names of together) {
      const missing = names.filter((name) => settings[name] === undefined);
      const present = names.filter((name) => settings[name] !== undefined);
      if (present.length === 0) continue;
      for (const name of missing) {
        about.addIssue({
          code: "custom",
          path: [name],
          message: `must be set where ${present[0]} is`,
        });
      }
    }
  })
  .transform((settings) => ({
    ...settings,
    ...getPoolSettings(settings),
    RATE_LIMIT_STORE: settings.RATE_LIMIT_STORE ?? (settings.REDIS_URL ? "redis" : "memory"),
  }));

const secret = z
  .string({ error: "is not set" })
  .min(32, { error: "must be at least 32 characters long" });

const secretsSchema = z.object({
  /** Keys the hashes of API keys and service tokens. Whoever loses it loses every one of them. */
  KEYSMITH_KEY_HASH_SECRET: secret,
  /** Encrypts the portal's session cookie. */
  KEYSMITH_SESSION_SECRET: secret,
  /** Seals what the database holds but may not tell, such as the keys that sign tokens. */
  KEYSMITH_SEALING_SECRET: secret,
});

export type Settings = z.infer<typeof settingsSchema>;
export type Env = Settings & z.infer<typeof secretsSchema>;
export type SecretName = keyof z.infer<typeof secretsSchema>;
export const secretNames = Object.keys(secretsSchema.shape) as SecretName[];

/** Every name that is read from the environment. */
export const settingNames: readonly string[] = [
  ...Object.keys(settingsFields.shape),
  ...secretNames,
];

type Source = Record<string, string | undefined>;

/** Everything but the secrets. Throws an Error with one readable line a wrong variable. */
export function readSettings(source: Source): Settings {
  return parse(settingsSchema, source);
}

/** Everything, for the running server. Throws as `readSettings`. */
export function readEnv(source: Source): Env {
  return { ...parse(settingsSchema, source), ...parse(secretsSchema, source) };
}

/** Where people find the portal: the declared address, or the one on this machine. */
export function getPortalUrl(env: Env): string {
  return env.KEYSMITH_URL ?? `http://localhost:${env.PORT}`;
}

/** The `iss` of access tokens: the public address, or the local one where none is declared. */
export function getIssuer(env: Env): string {
  return env.KEYSMITH_URL ?? "http://localhost";
}

/** A key for each use, so that none serves two (HKDF, RFC 5869). */
export function deriveSecrets(env: Env): Secrets {
  return {
    keyHash: derive(env.KEYSMITH_KEY_HASH_SECRET, "api-key-hash"),
    cursor: derive(env.KEYSMITH_SEALING_SECRET, "cursor"),
    sealing: derive(env.KEYSMITH_SEALING_SECRET, "sealing"),
    idempotency: derive(env.KEYSMITH_SEALING_SECRET, "idempotency"),
    serviceToken: derive(env.KEYSMITH_KEY_HASH_SECRET, "service-token"),
    mailedToken: derive(env.KEYSMITH_SEALING_SECRET, "mailed-token"),
    recoveryCode: derive(env.KEYSMITH_SEALING_SECRET, "recovery-code"),
    visitor: derive(env.KEYSMITH_SEALING_SECRET, "visitor"),
    device: derive(env.KEYSMITH_SEALING_SECRET, "device"),
  };
}

/** Node hashes nearly four times as fast under a KeyObject as under a Buffer. */
function derive(secretText: string, use: string): KeyObject {
  const key = hkdfSync("sha256", secretText, "", `keysmith/${use}`, 32);
  return createSecretKey(Buffer.from(key));
}

function parse<T extends z.ZodType>(schema: T, source: Source): z.infer<T> {
  const given = Object.entries(source).filter(([, value]) => value !== "");
  const result = schema.safeParse(Object.fromEntries(given));
  if (result.success) return result.data;
  throw new Error(result.error.issues.map((i) => `${i.path.join(".")} ${i.message}`).join("\n"));
}
