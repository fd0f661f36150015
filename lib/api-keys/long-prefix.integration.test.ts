import { expect, test } from "vitest";
import { createApiKey } from "#lib/api-keys/create/create.ts";
import { reportLeaks } from "#lib/api-keys/leaks/report-leaks.ts";
import { listApiKeys } from "#lib/api-keys/list.ts";
import { rotateApiKey } from "#lib/api-keys/rotation/rotate.ts";
import { listApiKeysQuery } from "#lib/api-keys/schema.ts";
import { verifyApiKey } from "#lib/api-keys/verify/verify.ts";
import { takeMail } from "#lib/testing/records/mail.ts";
import { mintApplication, mintMerchant } from "#lib/testing/records/merchants.ts";

test.each(["contoso", "abcdefghijklmn16"])(
  "keys with the prefix %s are shown, verified, found, rotated and revoked like any other",
  async (keyPrefix) => {
    const minted = await mintMerchant();
    const ctx = { ...minted.ctx, config: { ...minted.ctx.config, keyPrefix } };
    const { id: applicationId } = await mintApplication(ctx);
    const create = (description: string) => createApiKey(ctx, { applicationId, description });
    const key = await create("Live checkout 1");
    const other = await create("Second one");
    const start = `${keyPrefix}_live_`;
    expect(key.fullKey).toMatch(new RegExp(`^${start}[0-9A-Za-z]{49}$`));
    expect(key.keyPrefix).toBe(key.fullKey.slice(0, start.length + 4));

    const verify = (text: string) => verifyApiKey(ctx, { key: text, ip: null, userAgent: null });
    expect(await verify(key.fullKey)).toMatchObject({ valid: true, keyId: key.id });
    expect(await verify(key.fullKey.replace(keyPrefix, "ks"))).toMatchObject({ code: "malformed" });

    const search = async (q: string) => {
      const query = listApiKeysQuery.parse({ q, limit: "10" });
      const { data } = await listApiKeys(ctx, { ...query, applicationId });
      return data.map(({ id }) => id);
    };
    for (const q of [key.fullKey, key.fullKey.slice(0, start.length + 9), key.keyPrefix]) {
      expect(await search(q), q).toEqual([key.id]);
    }
    expect(await search(`1 ${key.keyPrefix.slice(-4, -2)}`)).toEqual([key.id]);
    expect(await search("live")).toEqual([key.id]);
    expect(await search(start)).toEqual([other.id, key.id]);

    const input = { applicationId, keyId: key.id, overlapSeconds: 3600 };
    const { answer: rotated } = await rotateApiKey(ctx, input);
    expect(rotated.rotation?.next.keyPrefix).toBe(rotated.fullKey.slice(0, start.length + 4));
    await takeMail(ctx, minted.email);
    const report = { text: `KEY=${rotated.fullKey}\n`, url: null };
    expect(await reportLeaks(ctx, { reports: [report], reporter: "by anyone" })).toEqual([true]);
    expect(await verify(rotated.fullKey)).toMatchObject({ code: "revoked" });
    const [mail] = await takeMail(ctx, minted.email);
    expect(mail?.text).toContain(rotated.keyPrefix);
    expect(mail?.text).not.toContain(rotated.fullKey);
  },
);
