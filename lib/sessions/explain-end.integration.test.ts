import { eq, type SQL, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { sessions } from "#drizzle/schema.ts";
import { explainSessionEnd } from "#lib/sessions/explain-end.ts";
import { endSession } from "#lib/sessions/sessions.ts";
import { mintMerchant, openPortal } from "#lib/testing/records/merchants.ts";

test("an ended session says why it ended", async () => {
  const merchant = await mintMerchant();
  const { ctx } = await openPortal(merchant);
  const { sessionId } = ctx.claim;
  const past = sql`now() - interval '1 minute'`;
  const set = (end: { idleExpiresAt?: SQL; expiresAt?: SQL }) =>
    ctx.db.update(sessions).set(end).where(eq(sessions.id, sessionId));

  await set({ idleExpiresAt: past });
  expect(await explainSessionEnd(ctx, sessionId)).toBe("idle");
  await set({ idleExpiresAt: sql`'infinity'`, expiresAt: past });
  expect(await explainSessionEnd(ctx, sessionId)).toBe("expired");
  await endSession(ctx);
  expect(await explainSessionEnd(ctx, sessionId)).toBe("ended");
});
