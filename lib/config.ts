import { z } from "zod";

const scopeName = /^[a-z][a-z0-9_-]{0,31}:[a-z][a-z0-9_-]{0,31}$/;

const configSchema = z.strictObject({
  productName: z.string().trim().min(1).max(40),
  /** First part of every full key, `ks` in `ks_live_…`. Two characters keep `keyPrefix` telling. */
  keyPrefix: z.string().regex(/^[a-z][a-z0-9]$/, {
    error: "must be a lower-case letter and a lower-case letter or digit",
  }),
  /** What a key may be allowed to do on the operator's own API: name and one line of explanation. */
  scopes: z.record(z.string().regex(scopeName), z.string().trim().min(1).max(120)),
});

export type Config = z.infer<typeof configSchema>;

/** Checks the operator's configuration; throws an Error whose message names each wrong value. */
export function defineConfig(config: z.input<typeof configSchema>): Config {
  const result = configSchema.safeParse(config);
  if (result.success) return result.data;
  throw new Error(`keysmith.config.ts is not valid.\n${z.prettifyError(result.error)}`);
}
