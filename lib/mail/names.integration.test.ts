import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { apiKeys, applications, sessions } from "#drizzle/schema.ts";
import { composeExpiryLetter } from "#lib/api-keys/hygiene/expiry-mail.ts";
import { mailLeaks } from "#lib/api-keys/leaks/leak-mail.ts";
import { rotateApiKey } from "#lib/api-keys/rotation/rotate.ts";
import { settleRotation } from "#lib/api-keys/rotation/settle-rotations.ts";
import { revokeLeakedTokens } from "#lib/api-tokens/report-leaks.ts";
import { revokeApiToken } from "#lib/api-tokens/revoke.ts";
import { createApiToken } from "#lib/auth/create-api-token.ts";
import type { Mail } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import { mailLink } from "#lib/invitations/link.ts";
import { composeMail } from "#lib/letters/letter.ts";
import { createMerchant } from "#lib/merchants/create.ts";
import { closeMerchantForOperator } from "#lib/operator/close-merchant.ts";
import { addPasskey } from "#lib/second-factor/add-passkey.ts";
import { removePasskey } from "#lib/second-factor/remove-passkey.ts";
import { anHour, mintApiKey } from "#lib/testing/records/api-keys.ts";

const root = join(import.meta.dirname, "../..");

/** Sources of emails, with and without user-chosen names. */
const naming = [
  "lib/api-keys/leaks/leak-mail.ts",
  "lib/api-keys/hygiene/remind-of-expiry.ts",
  "lib/api-keys/rotation/settle-rotations.ts",
  "lib/api-tokens/report-leaks.ts",
  "lib/api-tokens/revoke.ts",
  "lib/auth/create-api-token.ts",
  "lib/invitations/link.ts",
  "lib/merchants/create.ts",
  "lib/operator/close-merchant.ts",
  "lib/second-factor/add-passkey.ts",
  "lib/second-factor/remove-passkey.ts",
];
const naught = [
  "lib/accounts/change-password.ts",
  "lib/accounts/mail-password-resets.ts",
  "lib/accounts/mail-verification.ts",
  "lib/accounts/reset-password.ts",
  "lib/sessions/sessions.ts",
  "lib/identities/link.ts",
  "lib/identities/unlink.ts",
  "lib/merchants/notify.ts",
  "lib/second-factor/confirm-totp.ts",
  "lib/second-factor/make-recovery-codes.ts",
  "lib/second-factor/notify.ts",
  "lib/second-factor/recovery-codes.ts",
  "lib/second-factor/remove-totp.ts",
  "lib/second-factor/reset.ts",
];

test("every mail is known to name something that people have named, or not to", async () => {
  const files = await readdir(join(root, "lib"), { recursive: true });
  const found: string[] = [];
  for (const file of files.filter((name) => /(?<!\.test)\.ts$/.test(name))) {
    const source = await readFile(join(root, "lib", file), "utf8");
    const isSender =
      /mail\.queue\(|await notify(Developers|Caller|Person)\(|return notifyDevelopers\(/;
    if (isSender.test(source)) found.push(`lib/${file}`);
  }
  expect(found.sort()).toEqual([...naming, ...naught].sort());
});

const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
const hostile = "Acme”. Pay: http://evil.com “";
const quoted = "“Acme'. Pay: http://evil.com '”";

test("no name in a mail is a link, or reads as a sentence of ours", async () => {
  const { ctx: owner, key, ref, application, email } = await mintApiKey();
  const sent: Mail[] = [];
  const queue = async (_db: unknown, mails: readonly Mail[]) => {
    sent.push(...mails);
  };
  const ctx = { ...owner, mail: { queue } };
  const { merchantId } = ctx;
  await ctx.db
    .update(applications)
    .set({ name: hostile })
    .where(eq(applications.id, application.id));
  await ctx.db.update(apiKeys).set({ description: hostile }).where(eq(apiKeys.id, key.id));
  const mentioned = {
    ...{ id: key.id, applicationId: application.id, applicationName: hostile },
    ...{ description: hostile, keyPrefix: key.keyPrefix, merchantId },
  };
  const expiring = {
    lastUsedAt: null,
    expiresAt: "2099-01-31T00:00:00Z",
    daysAhead: 7,
    daysLeft: 7,
  };

  await mailLeaks(ctx, [{ ...mentioned, wasRevoked: false, url: null }]);
  sent.push({
    to: email,
    ...composeMail(
      ctx,
      composeExpiryLetter(ctx, [{ ...mentioned, ...expiring, merchantName: hostile }]),
    ),
  });
  await rotateApiKey(ctx, { ...ref, ...anHour });
  const ended = { rotationEndsAt: sql`now() - interval '1 second'` };
  await ctx.db.update(apiKeys).set(ended).where(eq(apiKeys.id, key.id));
  await settleRotation(ctx, key.id);
  const token = { id: newId("tok"), kind: "api_token" as const, name: hostile, merchantId };
  const { userId } = ctx.caller;
  const expiresAt = new Date(Date.now() + 3_600_000);
  await ctx.db.insert(sessions).values({ ...token, userId, expiresAt });
  await revokeLeakedTokens(ctx, [{ id: token.id }]);
  const invitation = {
    email,
    role: "viewer" as const,
    merchantName: hostile,
    invitedByEmail: email,
  };
  await mailLink(ctx, { ...invitation, url: `${ctx.portalUrl}/invitation#x` });
  const made = await createMerchant(ctx, {
    name: hostile,
    ownerEmail: `${newId("usr")}@example.test`,
  });
  const operator = { serviceTokenId: newId("svc"), name: "Back office", onBehalfOf: null };
  await closeMerchantForOperator({ ...ctx, operator }, { merchantId: made.id, reason: hostile });
  const passkey = { id: newId("tok"), publicKey: Buffer.alloc(1), counter: 0, transports: [] };
  await addPasskey(ctx, { ...passkey, isSynced: false, name: hostile });
  await removePasskey(ctx, { passkeyId: passkey.id });
  const asked = { name: hostile, scopes: ["audit:read" as const], expiresAt: inAnHour };
  const named = { ...ctx, merchantName: hostile };
  const { id: tokenId } = await createApiToken(named, asked);
  await revokeApiToken(named, { tokenId });

  const about = sent.map(({ subject, text }) => `${subject}\n${text}`);
  expect(about.filter((text) => text.includes("Acme"))).toHaveLength(naming.length);
  for (const text of about) {
    expect(text).not.toMatch(/http:\/\/evil|evil\.com/);
    const rest = text.replaceAll("\u2060", "").replaceAll(quoted, "");
    expect(rest).not.toMatch(/Acme|evil/);
  }
});
