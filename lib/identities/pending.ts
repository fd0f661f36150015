import { z } from "zod";
import type { Context } from "#lib/context.ts";
import { providerIdSchema } from "#lib/identities/schema.ts";
import { seal, unseal } from "#lib/seal.ts";

export const pendingSeconds = 600;

const use = "pending-identity";

const pendingIdentitySchema = z.object({
  provider: providerIdSchema,
  subject: z.string(),
  /** Verified by the provider, unless `linkFor` is set. */
  email: z.string().nullable(),
  hasSecondFactor: z.boolean(),
  /** Milliseconds since 1970. */
  provedAt: z.number(),
  /** The signed-in person who started linking from their account. */
  linkFor: z.string().nullable(),
});

/** An identity from a provider, until the person agrees to link it or sign up. */
export type PendingIdentity = z.infer<typeof pendingIdentitySchema>;

type Vouching = Pick<PendingIdentity, "provider" | "hasSecondFactor" | "provedAt">;

/** Returns the authentication strength of a session started by the provider. */
export function getStrength({ provider, hasSecondFactor, provedAt }: Vouching) {
  const provedSecondsAgo = Math.max(0, (Date.now() - provedAt) / 1000);
  return { provider, hasSecondFactor, provedSecondsAgo };
}

/** Encrypts the identity for the browser, which can neither read nor change it. */
export function sealPendingIdentity({ secrets }: Context, pending: PendingIdentity): string {
  const expiresAt = Date.now() + pendingSeconds * 1000;
  const text = JSON.stringify({ pending, expiresAt });
  return seal(secrets.sealing, use, Buffer.from(text)).toString("base64url");
}

/** Decrypts the output of `sealPendingIdentity`; null for anything else and after ten minutes. */
export function openPendingIdentity({ secrets }: Context, text: string): PendingIdentity | null {
  try {
    const plain = unseal(secrets.sealing, use, Buffer.from(text, "base64url")).toString();
    const { pending, expiresAt } = JSON.parse(plain);
    return expiresAt > Date.now() ? pendingIdentitySchema.parse(pending) : null;
  } catch {
    return null;
  }
}
