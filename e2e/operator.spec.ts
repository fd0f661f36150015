import { randomUUID } from "node:crypto";
import { password, runOperator, send } from "./support/client.ts";
import { readMailedPath } from "./support/mailbox.ts";
import { expect, signIn, test } from "./support/portal.ts";

test("a company that the operator has made is taken over by a link in a mail", async ({ page }) => {
  const email = `${randomUUID()}@example.test`;
  const made = await runOperator(["merchant", "create", "Blue Bottle", "--owner", email]);
  expect(made).toMatchObject({ name: "Blue Bottle", owners: [email], isOwnerNew: true });
  await page.goto(await readMailedPath(email, "You are the owner of Blue Bottle"));
  await page.getByLabel("New password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByRole("heading", { name: "Your password is new" })).toBeVisible();
  await signIn(page, { email, password });
  await expect(page.getByRole("button", { name: "Account menu, Blue Bottle" })).toBeVisible();
});

test("a suspended company can still sign in and look", async ({ page, merchant }) => {
  const merchants = await runOperator(["merchant", "list"]);
  const { id } = merchants.find(({ owners }: { owners: string[] }) =>
    owners.includes(merchant.email),
  );
  await runOperator(["merchant", "suspend", id]);
  await signIn(page, merchant);
  await expect(page.getByRole("link", { name: merchant.application.name })).toBeVisible();
  await runOperator(["merchant", "resume", id]);
});

test("the next signing key is published before it signs", async ({ merchant }) => {
  const { kid, status } = await runOperator(["signing-key", "rotate"]);
  expect(status).toBe("next");
  const { token } = merchant;
  expect((await send("GET", "/api/v1/applications", { token })).status).toBe(200);
  const keys = await runOperator(["signing-key", "list"]);
  expect(keys[0]).toMatchObject({ kid, status: "next" });
  expect(await runOperator(["signing-key", "revoke", kid])).toMatchObject({ status: "revoked" });
  const [event] = await runOperator(["audit", "list"]);
  expect(event).toMatchObject({ actorId: "operator" });
});
