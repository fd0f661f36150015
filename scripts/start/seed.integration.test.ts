import { ne } from "drizzle-orm";
import { expect, test } from "vitest";
import { merchants, users } from "#drizzle/schema.ts";
import { operatorId } from "#lib/audit/record.ts";
import { signInWithPassword } from "#lib/auth/sign-in.ts";
import { createContext, getServer } from "#lib/runtime/server.ts";
import { testPassword as password } from "#lib/testing/records/merchants.ts";
import { prepareFirstMerchant } from "#scripts/start/seed.ts";

const ctx = createContext({ id: "test", address: null, userAgent: null });
const url = getServer().env.DATABASE_URL ?? "";
const publicUrl = "https://keys.example.com";

const readAll = async () => [
  await ctx.db.select().from(merchants),
  // A migration adds the row that stands for the operator.
  await ctx.db.select().from(users).where(ne(users.id, operatorId)),
];

test.each([
  ["a database of the operator's own", { isEmbedded: false, publicUrl: undefined }],
  ["an installation with an address", { isEmbedded: true, publicUrl }],
  ["a database of the operator's own with an address", { isEmbedded: false, publicUrl }],
])("%s gets no demo merchant, and it is known that there is none", async (_name, installation) => {
  const first = await prepareFirstMerchant({ url, prepare: true, password, ...installation });
  expect(first).toEqual({ kind: "none" });
  expect(await readAll()).toEqual([[], []]);
});

test("an embedded database gets a demo merchant once, whose owner can sign in", async () => {
  const installation = { url, prepare: true, password, isEmbedded: true, publicUrl: undefined };
  const first = await prepareFirstMerchant(installation);
  expect(first).toEqual({ kind: "demo", email: "owner@demo.test" });
  const owner = await signInWithPassword(ctx, "portal", { email: "owner@demo.test", password });
  expect(owner).toMatchObject({ merchantName: "Demo Shop", caller: { role: "owner" } });
  const all = await readAll();
  expect(await prepareFirstMerchant(installation)).toEqual({ kind: "some" });
  expect(await readAll()).toEqual(all);
});
