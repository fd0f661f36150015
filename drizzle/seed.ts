import { createSecretKey } from "node:crypto";
import { eq } from "drizzle-orm";
import { merchants, users } from "#drizzle/schema.ts";
import { config } from "#keysmith.config.ts";
import type { Context } from "#lib/context.ts";
import { connect } from "#lib/db/connect.ts";
import { signUp } from "#lib/merchants/sign-up.ts";

const email = "owner@demo.test";

/** Gives an empty database a demo merchant; leaves one that holds any merchant as it is. */
export async function seedDemoMerchant(options: {
  url: string;
  password: string;
}): Promise<{ email: string; seeded: boolean }> {
  const db = connect(options.url, { poolSize: 1 });
  try {
    const [merchant] = await db.select({ id: merchants.id }).from(merchants).limit(1);
    if (merchant) return { email, seeded: false };
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
      },
      request: { id: "seed", address: null, userAgent: null },
      usage: { record: () => {} },
      keyLimits: { take: () => null },
      lastSeen: { record: () => {} },
      security: { record: () => {} },
      mail: { queue: async () => {} },
      jobs: { queue: async () => {} },
      portalUrl: "http://localhost",
    };
    await signUp(ctx, { merchantName: "Demo Shop", email, password: options.password });
    await db.update(users).set({ emailVerifiedAt: new Date() }).where(eq(users.email, email));
    return { email, seeded: true };
  } finally {
    await db.$client.end({ timeout: 5 });
  }
}
