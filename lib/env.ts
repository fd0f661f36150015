import { createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import { availableParallelism } from "node:os";
import { z } from "zod";
import { signingAlgorithmSchema, trustedIssuersSetting } from "#lib/auth/schema.ts";
import { privateNetworks } from "#lib/client-address.ts";
import type { Secrets } from "#lib/context.ts";
import { parseDatabaseUrl } from "#lib/db/url.ts";
import type { KeyRing, VersionedKey } from "#lib/key-ring.ts";
import { isTamperProof, mailboxSchema, splitMailbox } from "#lib/schema.ts";
import {
  parseSecretList,
  type SecretList,
  type SecretLists,
  type SecretVersion,
  secretNames,
} from "#lib/secret-list.ts";

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

/** The error message repeats no part of the value, which may contain a password. */
const databaseUrl = z.string().superRefine((value, about) => {
  try {
    parseDatabaseUrl(value);
  } catch (error) {
    about.addIssue({ code: "custom", message: (error as Error).message });
  }
});

/**
 * URL of a server with percent-encoded credentials. An unencoded part could be parsed as the host
 * and leak into messages.
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

const trueOrFalse = () =>
  z
    .enum(["true", "false"], { error: "must be true or false" })
    .transform((value) => value === "true");

/** Returns whether a URL ends after its host, apart from one slash. */
function isOrigin(value: string): boolean {
  return URL.canParse(value) && /^https?:\/\/[^/?#@\\]+\/?$/i.test(value);
}

const listenHost = z
  .union([z.ipv4(), z.ipv6(), z.literal("localhost")], {
    error: "must be an IP address, such as 127.0.0.1 or ::",
  })
  .optional();

/** Returns one network in CIDR notation; a single IP address is a network of its own. */
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

const settingsFields = z.object({
  /** TCP port of the portal and the API; 0 takes any free one. */
  PORT: wholeNumber(0, 65535).default(3000),
  /** IP address on which the portal and the API listen; all interfaces by default. */
  HOST: listenHost,
  /** A PostgreSQL server (14 or later) to use in place of the embedded one. */
  DATABASE_URL: databaseUrl.optional(),
  /** The server itself where DATABASE_URL is a pgbouncer: migrations and LISTEN need a session. */
  DATABASE_DIRECT_URL: databaseUrl.optional(),
  /** The server itself with the role that owns the schema; only migrations use it. */
  MIGRATION_DATABASE_URL: databaseUrl.optional(),
  /** Whether a start applies migrations; only with the embedded database by default. */
  MIGRATE_ON_START: trueOrFalse().optional(),
  /** Connections per process to the database; two per core by default, from 4 to 20. */
  DATABASE_POOL_SIZE: wholeNumber(1, 1000).optional(),
  /** `false` behind pgbouncer in transaction mode, where prepared statements hang. */
  DATABASE_PREPARE: trueOrFalse().optional(),
  /** How long a shutdown may take; then the process ends and names what it abandons. */
  SHUTDOWN_SECONDS: wholeNumber(1, 3600).default(30),
  /**
   * Folder for the embedded database, the secrets and unsent emails; `.keysmith` in the project.
   */
  KEYSMITH_DATA_DIR: z.string().min(1).optional(),
  /** JSON object whose fields replace those of keysmith.config.ts. */
  KEYSMITH_CONFIG: z.string().min(1).optional(),
  /** Password of the demo owner that the first start creates; random by default. */
  KEYSMITH_DEMO_PASSWORD: z
    .string()
    .min(12, { error: "must be at least 12 characters long" })
    .optional(),
  /** Public URL of the portal, such as https://keys.example.com; issuer of the access tokens. */
  KEYSMITH_URL: z
    .url({ protocol: /^https?$/, error: "must be an http:// or https:// address" })
    .refine(isOrigin, {
      error: "must be an address without a path, query, fragment or credentials",
    })
    .transform((value) => new URL(value).origin)
    .optional(),
  /** `true` makes browsers use TLS for all subdomains of KEYSMITH_URL too. */
  HSTS_INCLUDE_SUBDOMAINS: trueOrFalse().default(false),
  /** Whether `npm start` also runs a verifier. */
  VERIFIER: z.enum(["on", "off"], { error: "must be on or off" }).default("on"),
  /** TCP port of the verifier; by default the one after PORT, or any free one. */
  VERIFIER_PORT: wholeNumber(0, 65535).optional(),
  /** IP address on which the verifier listens; the gateway is usually on the same machine. */
  VERIFIER_HOST: listenHost.default("127.0.0.1"),
  /** Path of an additional Unix socket of the verifier, which needs no service token. */
  VERIFIER_SOCKET: z.string().min(1).max(100).optional(),
  /** Size of a verifier's key cache in MiB; 0 turns the cache off. */
  VERIFIER_CACHE_MB: wholeNumber(0, 65_536).default(64),
  /** Verifier processes that share the port, each with a cache of its own. */
  VERIFIER_PROCESSES: wholeNumber(1, 256).default(1),
  /**
   * How long a verifier trusts its cache without the database; equal for all processes of an
   * installation. While a verifier is unreachable, a revocation is final only after this time.
   */
  VERIFIER_LEASE_SECONDS: wholeNumber(1, 300).default(30),
  /** How long a verifier uses stale entries while the database is down; 0 returns 503 instead. */
  VERIFIER_STALE_IF_DOWN_SECONDS: wholeNumber(0, 3600).default(0),
  /** How often a verifier writes key usage; a killed verifier loses what is unwritten. */
  VERIFIER_FLUSH_SECONDS: wholeNumber(1, 300).default(10),
  /** How many proxies, the gateway included, add to X-Forwarded-For before /v1/authorize. */
  GATEWAY_HOPS: wholeNumber(0, 10).default(1),
  /** How many proxies in front of the server add to X-Forwarded-For; 0 trusts none. */
  TRUSTED_PROXY_HOPS: wholeNumber(0, 10).default(0),
  /**
   * Proxies whose forwarding headers are trusted by portal and verifier: networks in CIDR notation.
   */
  TRUSTED_PROXIES: networks.default([...privateNetworks]),
  /**
   * Where rate limits are counted: in each process, or in one store for all instances. By default
   * in the Redis of REDIS_URL, otherwise in each process.
   */
  RATE_LIMIT_STORE: z
    .enum(["memory", "postgres", "redis"], { error: "must be one of memory, postgres, redis" })
    .optional(),
  /** Redis shared by several instances; rediss:// for TLS. */
  REDIS_URL: serverUrl(/^rediss?$/, "a redis:// or rediss://"),
  /** Multiplies every rate limit, for load tests and similar. */
  RATE_LIMIT_FACTOR: wholeNumber(1, 1_000_000).default(1),
  /** SMTP server for outgoing email, such as smtp://user:password@mail.example.com:587. */
  SMTP_URL: serverUrl(/^smtps?$/, "an smtp:// or smtps://"),
  /** Sender of emails; by default no-reply at the host of KEYSMITH_URL. */
  MAIL_FROM: mailboxSchema.transform(splitMailbox).optional(),
  /** Where GitHub publishes the keys that sign its secret-scanning alerts. */
  GITHUB_SECRET_SCANNING_KEYS_URL: z
    .string()
    .refine(isTamperProof, { error: "must be an https:// address" })
    .default("https://api.github.com/meta/public_keys/secret_scanning"),
  /** Client id at Google; enables sign-in with Google. */
  GOOGLE_CLIENT_ID: credential,
  GOOGLE_CLIENT_SECRET: credential,
  /** Client id of an OAuth app at GitHub; enables sign-in with GitHub. */
  GITHUB_CLIENT_ID: credential,
  GITHUB_CLIENT_SECRET: credential,
  /** Issuer of any OpenID provider, with a discovery document under this URL. */
  OIDC_ISSUER: z
    .string()
    .refine(isTamperProof, { error: "must be an https:// address" })
    .optional(),
  OIDC_CLIENT_ID: credential,
  OIDC_CLIENT_SECRET: credential,
  /** Signing algorithm of its ID tokens; by default any listed in its discovery document. */
  OIDC_ID_TOKEN_SIGNED_RESPONSE_ALG: signingAlgorithmSchema.optional(),
  /** Display name of that provider. */
  OIDC_NAME: z
    .string()
    .trim()
    .min(1)
    .max(40, { error: "must be at most 40 characters long" })
    .default("Single sign-on"),
  /**
   * External issuers whose tokens the API accepts: a JSON list of `{ issuer, audience,
   * merchantClaim, scopeClaim?, scopeMap?, role?, jwksUri? }`.
   */
  TRUSTED_ISSUERS: trustedIssuersSetting,
  /** URL of an OpenTelemetry collector (OTLP over HTTP); no traces without it. */
  OTEL_EXPORTER_OTLP_ENDPOINT: collectorUrl,
  /** As above, but the full URL for traces, such as http://collector:4318/v1/traces. */
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: collectorUrl,
  /** Service name in traces; by default keysmith-portal or keysmith-verifier. */
  OTEL_SERVICE_NAME: z.string().trim().min(1).max(100).optional(),
  /** Share of traced requests, from 0 to 1; callers cannot change it. */
  OTEL_TRACES_SAMPLER_ARG: z
    .string()
    .regex(/^(0(\.\d{1,6})?|1(\.0{1,6})?)$/, { error: "must be a number from 0 to 1" })
    .default("1")
    .transform(Number),
  /**
   * How long a process keeps serving after a stop signal while `/readyz` returns 503, so that load
   * balancers notice; by default 5 with a DATABASE_URL, and 0 with the embedded database.
   */
  DRAIN_SECONDS: wholeNumber(0, 300).optional(),
  /** Whether each request gets a log line at level info. */
  ACCESS_LOG: z.enum(["on", "off"], { error: "must be on or off" }).default("off"),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "silent"], {
      error: "must be one of fatal, error, warn, info, debug, silent",
    })
    .default("info"),
});

/** Settings that have no effect without each other. */
const together = [
  ["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"],
  ["GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET"],
  ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"],
] as const;

/** Pool settings from the URL, as Prisma's URLs have them, apply unless set explicitly. */
function getPoolSettings(settings: z.output<typeof settingsFields>) {
  const { DATABASE_URL, DATABASE_POOL_SIZE, DATABASE_PREPARE } = settings;
  const target = DATABASE_URL === undefined ? undefined : parseDatabaseUrl(DATABASE_URL);
  const usualSize = Math.min(20, Math.max(4, 2 * availableParallelism()));
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
    MIGRATE_ON_START: settings.MIGRATE_ON_START ?? settings.DATABASE_URL === undefined,
    RATE_LIMIT_STORE: settings.RATE_LIMIT_STORE ?? (settings.REDIS_URL ? "redis" : "memory"),
  }));

const secret = z.string({ error: "is not set" }).transform((value, about): SecretList => {
  try {
    return parseSecretList(value);
  } catch (error) {
    about.addIssue({ code: "custom", message: (error as Error).message });
    return z.NEVER;
  }
});

const secretsSchema = z.object({
  /** Keys the hashes of API keys and service tokens. Losing it invalidates all of them. */
  KEYSMITH_KEY_HASH_SECRET: secret,
  /** Encrypts the portal's session cookie. */
  KEYSMITH_SESSION_SECRET: secret,
  /** Encrypts confidential database values, such as the keys that sign tokens. */
  KEYSMITH_SEALING_SECRET: secret,
});

export type Settings = z.infer<typeof settingsSchema>;
export type Env = Settings & z.infer<typeof secretsSchema>;

/** Names of all environment variables that are read. */
export const settingNames: readonly string[] = [
  ...Object.keys(settingsFields.shape),
  ...secretNames,
];

const confidentialSettings = [
  "DATABASE_URL",
  "DATABASE_DIRECT_URL",
  "MIGRATION_DATABASE_URL",
  "KEYSMITH_DEMO_PASSWORD",
  "REDIS_URL",
  "SMTP_URL",
  "GOOGLE_CLIENT_SECRET",
  "GITHUB_CLIENT_SECRET",
  "OIDC_CLIENT_SECRET",
] as const satisfies readonly (keyof Settings)[];

/** Settings that hold a secret; builds and child processes without need of them get none. */
export const confidentialNames: readonly string[] = [...confidentialSettings, ...secretNames];

/** Settings whose value may be in a file that `NAME_FILE` names. */
export const fileSettingNames: readonly string[] = [...confidentialNames, "KEYSMITH_CONFIG"];

type Source = Record<string, string | undefined>;

/** Reads everything but the secrets. Throws an Error with one readable line per wrong variable. */
export function readSettings(source: Source): Settings {
  return parse(settingsSchema, source);
}

/** Reads everything, for the running server. Throws like `readSettings`. */
export function readEnv(source: Source): Env {
  return { ...parse(settingsSchema, source), ...parse(secretsSchema, source) };
}

/** Returns the portal's URL: the configured one, or the local one. */
export function getPortalUrl(env: Env): string {
  return env.KEYSMITH_URL ?? `http://localhost:${env.PORT}`;
}

/** Returns the `iss` of access tokens: the public URL, or the local one if none is configured. */
export function getIssuer(env: Env): string {
  return env.KEYSMITH_URL ?? "http://localhost";
}

/** Derives a separate key for each use and version (HKDF, RFC 5869). */
export function deriveSecrets(env: SecretLists): Secrets {
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

function derive([first, ...others]: SecretList, use: string): KeyRing {
  const toKey = ({ version, text }: SecretVersion): VersionedKey => ({
    version,
    key: deriveKey(text, use),
  });
  return [toKey(first), ...others.map(toKey)];
}

/** Node hashes nearly four times faster with a KeyObject than with a Buffer. */
function deriveKey(secretText: string, use: string): KeyObject {
  const key = hkdfSync("sha256", secretText, "", `keysmith/${use}`, 32);
  return createSecretKey(Buffer.from(key));
}

function parse<T extends z.ZodType>(schema: T, source: Source): z.infer<T> {
  const given = Object.entries(source).filter(([, value]) => value !== "");
  const result = schema.safeParse(Object.fromEntries(given));
  if (result.success) return result.data;
  throw new Error(result.error.issues.map((i) => `${i.path.join(".")} ${i.message}`).join("\n"));
}
