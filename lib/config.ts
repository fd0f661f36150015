import { z } from "zod";

const scopeName = /^[a-z][a-z0-9_-]{0,31}:[a-z][a-z0-9_-]{0,31}$/;

const line = z.string().trim().min(1).max(120);

/** A scope's line of explanation; `minRole` makes it a sensitive one, which `*` does not hold. */
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

const configSchema = z.strictObject({
  productName: z.string().trim().min(1).max(40),
  /** First part of every full key, `ks` in `ks_live_…`. Two characters keep `keyPrefix` telling. */
  keyPrefix: z.string().regex(/^[a-z][a-z0-9]$/, {
    error: "must be a lower-case letter and a lower-case letter or digit",
  }),
  /**
   * What a key may be allowed to do on the operator's own API: name and one line of explanation. A
   * sensitive scope names the least role that may grant it, and is granted by name only.
   */
  scopes: z.record(z.string().regex(scopeName), scopeSchema),
  policies: z.strictObject({
    /** Days that a secret of a live key may live at most; null lets keys live without expiry. */
    longestLifeOfLiveKeysDays: z.int().min(1).max(3650).nullable(),
    /**
     * What asks for a new proof of who it is once the last one is old: `live` for the secrets of
     * live keys and for changes of the account and its company, `all` for those of test keys too.
     */
    stepUp: z.enum(["off", "live", "all"]),
    stepUpAfterMinutes: z.int().min(1).max(1440),
  }),
  sessions: z.strictObject({
    /** A session in the portal that nobody uses ends after so long. */
    idleMinutes: z.int().min(5).max(43_200),
    /** Every sign-in ends after so long, whatever is done with it. */
    longestHours: z.int().min(1).max(2160),
  }),
  limits: z.strictObject({
    /** Keys of one application that are neither revoked nor expired. */
    activeKeysPerApplication: z.int().min(1).max(1_000_000),
    /** Calls with one API key, besides a limit that the key itself may have; null for any number. */
    key: allowance.nullable(),
    /** Requests of one session, in the portal or by a token. */
    caller: allowance,
    /** Requests of one address that names no session. */
    address: allowance,
  }),
});

export type Config = z.infer<typeof configSchema>;

/** Checks the operator's configuration; throws an Error whose message names each wrong value. */
export function defineConfig(config: z.input<typeof configSchema>): Config {
  const result = configSchema.safeParse(config);
  if (result.success) return result.data;
  throw new Error(`keysmith.config.ts is not valid.\n${z.prettifyError(result.error)}`);
}
