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
  /** The person who asked for it from their own account, while signed in. */
  linkFor: z.string().nullable(),
});

/** What an identity provider said of somebody, until they have agreed to what comes of it. */
export type PendingIdentity = z.infer<typeof pendingIdentitySchema>;

type Vouching = Pick<PendingIdentity, "provider" | "hasSecondFactor" | "provedAt">;

/** What a session is worth that the provider's word begins. */
export function getStrength({ provider, hasSecondFactor, provedAt }: Vouching) {
  const provedSecondsAgo = Math.max(0, (Date.now() - provedAt) / 1000);
  return { provider, hasSecondFactor, provedSecondsAgo };
}

/** The identity as the browser may keep it: nobody but this server can read or change it. */
export function sealPendingIdentity({ secrets }: Context, pending: PendingIdentity): string {
  const expiresAt = Date.now() + pendingSeconds * 1000;
  const text = JSON.stringify({ pending, expiresAt });
  return seal(secrets.sealing, use, Buffer.from(text)).toString("base64url");
}

/** What `sealPendingIdentity` sealed, or null for anything else and after ten minutes. */
export function openPendingIdentity({ secrets }: Context, text: string): PendingIdentity | null {
  try {
    const plain = unseal(secrets.sealing, use, Buffer.from(text, "base64url")).toString();
    const { pending, expiresAt } = JSON.parse(plain);
    return expiresAt > Date.now() ? pendingIdentitySchema.parse(pending) : null;
  } catch {
    return null;
  }
}
