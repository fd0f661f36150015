import { createSecretKey } from "node:crypto";
import { eq } from "drizzle-orm";
import { merchants, users } from "#drizzle/schema.ts";
import { config } from "#keysmith.config.ts";
import { type Context, noRecorders } from "#lib/context.ts";
import { connect } from "#lib/db/connect.ts";
import { signUp } from "#lib/merchants/sign-up.ts";

const email = "owner@demo.test";

interface Installation {
  url: string;
  /** As for `connect`. */
  prepare: boolean;
  isEmbedded: boolean;
  /** KEYSMITH_URL: who has set it serves others, who must not find an owner that they didn't create. */
  publicUrl: string | undefined;
  /** Of the demo's owner. */
  password: string;
}

/** `demo` where one was created; `none` where there is no merchant, and `some` where there is. */
type FirstMerchant = { kind: "demo"; email: string } | { kind: "none" | "some" };

/**
 * Gives an embedded database without any merchant a demo, unless the installation has an address of
 * its own. Leaves every other database as it is.
 */
export async function prepareFirstMerchant(options: Installation): Promise<FirstMerchant> {
  const db = connect(options.url, { poolSize: 1, prepare: options.prepare });
  try {
    const [merchant] = await db.select({ id: merchants.id }).from(merchants).limit(1);
    if (merchant) return { kind: "some" };
    if (!options.isEmbedded || options.publicUrl !== undefined) return { kind: "none" };
    const none = createSecretKey(Buffer.alloc(32));
    const ctx: Context = {
      db,
      config,
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
