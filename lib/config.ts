import { z } from "zod";
import { brandSchema } from "#lib/brand/settings.ts";
import { metadataNameForm } from "#lib/metadata/constants.ts";

const scopeName = /^[a-z][a-z0-9_-]{0,31}:[a-z][a-z0-9_-]{0,31}$/;

const line = z.string().trim().min(1).max(120);

/** Description of a scope. A scope with `minRole` is sensitive: `*` does not include it. */
const scopeSchema = z
  .union([
    line,
    z.strictObject({ description: line, minRole: z.enum(["admin", "owner"]).optional() }),
  ])
  .transform((scope) => (typeof scope === "string" ? { description: scope } : scope))
  .pipe(z.object({ description: line, minRole: z.enum(["admin", "owner"]).optional() }));

const allowance = z.strictObject({
  requests: z.int().min(1).max(1_000_000_000),
  perSeconds: z.int().min(1).max(86_400),
});

/** An origin: scheme, host and port. */
const origin = z
  .string()
  .max(300)
  .refine(
    (value) => /^https?:\/\//.test(value) && URL.canParse(value) && new URL(value).origin === value,
    {
      error: "must be an origin without a path, such as https://sandbox.example.com",
    },
  );

const months = z.int().min(1).max(1200).nullable();
const days = z.int().min(1).max(36_500).nullable();

const configSchema = z.strictObject({
  productName: z.string().trim().min(1).max(40),
  brand: brandSchema,
  /**
   * First part of every full key, `ks` in `ks_live_…`. Keys with another one are not recognized.
   */
  keyPrefix: z.string().regex(/^[a-z][a-z0-9]{1,15}$/, {
    error: "must be 2 to 16 lower-case letters and digits, and begin with a letter",
  }),
  /** Start of the headers between gateways and the verifier, as in `X-Keysmith-Merchant`. */
  gatewayHeaders: z
    .string()
    .max(40)
    .regex(/^X(?:-[A-Z][A-Za-z0-9]*)+$/, { error: "must be a name such as X-Acme" })
    .default("X-Keysmith"),
  /**
   * Permissions of keys on the operator's own API: name and description. A sensitive scope has a
   * minimum role and must be granted by name.
   */
  scopes: z.record(z.string().regex(scopeName), scopeSchema),
  policies: z.strictObject({
    /** Maximum lifetime of live keys in days; null allows keys without expiry. */
    longestLifeOfLiveKeysDays: z.int().min(1).max(3650).nullable(),
    /**
     * Which operations need re-authentication: `live` for secrets of live keys and changes of the
     * account or company, `all` for secrets of test keys too.
     */
    stepUp: z.enum(["off", "live", "all"]),
    stepUpAfterMinutes: z.int().min(1).max(1440),
  }),
  sessions: z.strictObject({
    /** Idle timeout of portal sessions. */
    idleMinutes: z.int().min(5).max(43_200),
    /** Maximum lifetime of a sign-in. */
    longestHours: z.int().min(1).max(2160),
  }),
  limits: z.strictObject({
    /** Maximum number of keys per application, without revoked and expired ones. */
    activeKeysPerApplication: z.int().min(1).max(1_000_000),
    /** Rate limit per API key, in addition to the key's own; null for none. */
    key: allowance.nullable(),
    /** Rate limit per session, in the portal or by token. */
    caller: allowance,
    /** Rate limit per IP address for requests without a session. */
    address: allowance,
  }),
  docs: z
    .strictObject({
      /** Whether search engines may show the documentation; never the portal. */
      isIndexed: z.boolean().default(true),
      /** Groups and pages that merchants don't see: "Audit log", "guides/going-live". */
      hidden: z.array(z.string().min(1).max(100)).max(200).default([]),
      /** Whether merchants see the guides for operators: the verifier and gateways. */
      operatorGuides: z.boolean().default(false),
      /** Whether the documentation shows the operator's API to everyone. */
      showsOperatorApi: z.boolean().default(false),
    })
    .prefault({}),
  verification: z
    .strictObject({
      /**
       * Names of the metadata that verification results and gateways' headers carry. Those that begin
       * with `operator:` are the operator's; any other pair is what the merchant has set.
       */
      metadata: z.array(z.string().regex(metadataNameForm)).max(20).default([]),
    })
    .prefault({}),
  /** Further servers with this API, such as a sandbox, for the console and the OpenAPI document. */
  servers: z
    .array(z.strictObject({ name: z.string().trim().min(1).max(40), url: origin }))
    .max(10)
    .default([]),
  /** Origins of further servers whose documentation may call this one, with bearer tokens only. */
  corsOrigins: z.array(origin).max(20).default([]),
  /** Whom to tell of a vulnerability, a `mailto:` or `https:` URL; null for no security.txt. */
  securityContact: z
    .string()
    .regex(/^(?:https:\/\/|mailto:[^@\s]+@)[^\s]+$/, {
      error: "must be a mailto: or https: URL, such as mailto:security@example.com",
    })
    .nullable()
    .default(null),
  /** How long what has ended is kept; null for ever. */
  retention: z
    .strictObject({
      /** Keys since they were revoked or expired, and secrets since a rotation replaced them. */
      endedKeysMonths: months.default(25),
      /** Usage of keys by day. */
      usageMonths: months.default(25),
      /** Whole months of the audit log, until `audit archive` moves them to files. */
      auditMonths: months.default(null),
      /** Invitations since they expired. */
      invitationsMonths: months.default(25),
      /** Votes on pages of the documentation. */
      pageVotesMonths: months.default(25),
      /** How long a create with an Idempotency-Key is known and makes no second key. */
      idempotencyDays: days.default(90),
      /** Sessions and tokens since they expired. */
      endedSessionsDays: days.default(30),
      /** Emails in the data folder that no server took. */
      mailFilesDays: days.default(90),
    })
    .prefault({}),
});

export type Config = z.infer<typeof configSchema>;

/**
 * Replaces fields of a configuration by those of a JSON object, each as a whole.
 * @throws Error that names each wrong value
 */
export function overrideConfig(config: Config, json: string): Config {
  return validate({ ...config, ...parseObject(json) }, "KEYSMITH_CONFIG");
}

function parseObject(json: string): object {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(json));
  } catch {
    throw new Error('KEYSMITH_CONFIG must be a JSON object, such as {"productName": "Acme Keys"}');
  }
}

/** Validates the operator's configuration; throws an Error that names each wrong value. */
export function defineConfig(config: z.input<typeof configSchema>): Config {
  return validate(config, "keysmith.config.ts");
}

function validate(config: unknown, source: string): Config {
  const result = configSchema.safeParse(config);
  if (result.success) return result.data;
  throw new Error(`${source} is not valid.\n${z.prettifyError(result.error)}`);
}
