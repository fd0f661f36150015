import { createSecretKey } from "node:crypto";
import { eq } from "drizzle-orm";
import { merchants, users } from "#drizzle/schema.ts";
import { type Context, noRecorders } from "#lib/context.ts";
import { connect } from "#lib/db/connect.ts";
import type { KeyRing } from "#lib/key-ring.ts";
import { signUp } from "#lib/merchants/sign-up.ts";
import { getConfig } from "#lib/runtime/config.ts";

const email = "owner@demo.test";

interface Installation {
  url: string;
  /** See `connect`. */
  prepare: boolean;
  isEmbedded: boolean;
  /** KEYSMITH_URL: an installation that serves others must not get an owner that nobody created. */
  publicUrl: string | undefined;
  /** Password of the demo's owner. */
  password: string;
}

/** `demo` if one was created, `none` without a merchant, `some` with one. */
type FirstMerchant = { kind: "demo"; email: string } | { kind: "none" | "some" };

/**
 * Creates a demo in an embedded database without a merchant, unless KEYSMITH_URL is set. Does not
 * change other databases.
 */
export async function prepareFirstMerchant(options: Installation): Promise<FirstMerchant> {
  const db = connect(options.url, { poolSize: 1, prepare: options.prepare });
  try {
    const [merchant] = await db.select({ id: merchants.id }).from(merchants).limit(1);
    if (merchant) return { kind: "some" };
    if (!options.isEmbedded || options.publicUrl !== undefined) return { kind: "none" };
    const none: KeyRing = [{ version: 1, key: createSecretKey(Buffer.alloc(32)) }];
    const ctx: Context = {
      db,
      config: getConfig(),
      secrets: {
        keyHash: none,
        cursor: none,
        sealing: none,
        idempotency: none,
        serviceToken: none,
        mailedToken: none,
        recoveryCode: none,
        visitor: none,
        device: none,
      },
      request: { id: "seed", address: null, userAgent: null },
      ...noRecorders,
      mail: { queue: async () => {} },
      portalUrl: "http://localhost",
      issuer: "http://localhost",
      verifierLeaseSeconds: 30,
    };
    await signUp(ctx, { merchantName: "Demo Shop", email, password: options.password });
    await db.update(users).set({ emailVerifiedAt: new Date() }).where(eq(users.email, email));
    return { kind: "demo", email };
  } finally {
    await db.$client.end({ timeout: 5 });
  }
}
