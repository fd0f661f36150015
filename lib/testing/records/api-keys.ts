import { createApiKey } from "#lib/api-keys/create/create.ts";
import type { CreatedApiKey, RateLimit, RotateApiKeyBody, Verdict } from "#lib/api-keys/schema.ts";
import { verifyApiKey } from "#lib/api-keys/verify/verify.ts";
import type { Environment } from "#lib/applications/schema.ts";
import type { Config } from "#lib/config.ts";
import type { Context } from "#lib/context.ts";
import { mintApplication, mintMerchant } from "#lib/testing/records/merchants.ts";

interface MintOptions {
  environment?: Environment;
  scopes?: string[];
  ipAllowlist?: string[];
  expiresAt?: string | null;
  rateLimit?: RateLimit | null;
}

/** Creates a merchant for a test, with an application and a key. */
export async function mintApiKey({ environment, ...options }: MintOptions = {}) {
  const merchant = await mintMerchant();
  const application = await mintApplication(merchant.ctx, environment);
  const input = { applicationId: application.id, description: "Checkout", ...options };
  const key: CreatedApiKey = await createApiKey(merchant.ctx, input);
  const ref = { applicationId: application.id, keyId: key.id };
  return { ...merchant, application, key, ref, params: { id: application.id, keyId: key.id } };
}

/** Returns `valid`, or the code of the refusal. */
export async function getVerdict(ctx: Context, key: string): Promise<string> {
  const verdict: Verdict = await verifyApiKey(ctx, { key, ip: null, userAgent: null });
  return verdict.valid ? "valid" : verdict.code;
}

/** Returns the context with a changed configuration. */
export function withConfig<C extends Context>(ctx: C, change: Partial<Config>): C {
  return { ...ctx, config: { ...ctx.config, ...change } };
}

export const anHour: RotateApiKeyBody = { overlapSeconds: 3600 };

/** Creates many keys of one merchant in one application. */
export async function mintApiKeys(count: number, options: Omit<MintOptions, "environment"> = {}) {
  const { token, ...merchant } = await mintMerchant();
  const limits = { ...merchant.ctx.config.limits, activeKeysPerApplication: count };
  const ctx = withConfig(merchant.ctx, { limits });
  const { id } = await mintApplication(ctx);
  const create = async () => {
    const input = { applicationId: id, description: "Checkout", ...options };
    const { id: keyId, fullKey } = await createApiKey(ctx, input);
    return { keyId, fullKey, ref: { applicationId: id, keyId }, params: { id, keyId } };
  };
  const keys: Awaited<ReturnType<typeof create>>[] = [];
  for (let i = 0; i < count; i++) keys.push(await create());
  return { ctx, token, applicationId: id, keys };
}
