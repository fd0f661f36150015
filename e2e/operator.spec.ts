import { randomUUID } from "node:crypto";
import { password, runOperator } from "./support/client.ts";
import { readMailedPath } from "./support/mailbox.ts";
import { expect, signIn, test } from "./support/portal.ts";

test("a company that the operator has made is taken over by a link in a mail", async ({ page }) => {
  const email = `${randomUUID()}@example.test`;
  const made = await runOperator(["merchant", "create", "Blue Bottle", "--owner", email]);
  expect(made).toMatchObject({ name: "Blue Bottle", owners: [email], isOwnerNew: true });
  await page.goto(await readMailedPath(email, "You're the owner of “Blue Bottle”"));
  await page.getByLabel("New password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByRole("heading", { name: "Your password was changed" })).toBeVisible();
  await signIn(page, { email, password });
  await expect(page.getByRole("button", { name: "Account menu, Blue Bottle" })).toBeVisible();
});

test("a suspended company can still sign in and look", async ({ page, merchant }) => {
  const [, claims = ""] = merchant.token.split(".");
  const { merchant_id: id } = JSON.parse(Buffer.from(claims, "base64url").toString());
  expect(await runOperator(["merchant", "suspend", id])).toEqual({
    id,
    suspended: true,
    effectiveAt: expect.stringMatching(/Z$/),
  });
  await signIn(page, merchant);
  await expect(page.getByRole("link", { name: merchant.application.name })).toBeVisible();
});
