import { randomUUID } from "node:crypto";
import { fetchToken, password, send } from "./support/client.ts";
import { readMailedPath } from "./support/mailbox.ts";
import { expect, expectAccessible, signIn, test } from "./support/portal.ts";

const newPassword = "seven quiet rivers at dawn";

test("a forgotten password is replaced by a link in a mail, which works once", async ({
  page,
  merchant,
  browser,
  baseURL,
}) => {
  const elsewhere = await browser.newContext({ baseURL });
  const other = await elsewhere.newPage();
  await signIn(other, merchant);

  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(page.getByRole("heading", { name: "Reset your password" })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Email address").fill(merchant.email);
  await page.getByRole("button", { name: "Send link" }).click();
  await expect(page.getByRole("status")).toContainText(merchant.email);
  await expectAccessible(page);

  const path = await readMailedPath(merchant.email, "Reset your password");
  await page.goto(path);
  await expect(page.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
  await expect(page).toHaveURL(/\/reset-password$/);
  await expectAccessible(page);
  await page.getByLabel("New password", { exact: true }).fill("password1234");
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByText("This password is too easy to guess")).toBeVisible();
  await page.getByLabel("New password", { exact: true }).fill(newPassword);
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByRole("heading", { name: "Your password was changed" })).toBeVisible();
  await expectAccessible(page);

  await other.reload();
  await expect(other).toHaveURL(/\/sign-in/);
  await elsewhere.close();
  expect(await fetchToken(merchant.email, password)).toBeUndefined();
  await signIn(page, { email: merchant.email, password: newPassword });

  await page.goto(path);
  await expect(page.getByRole("heading", { name: "This link is no longer valid" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Get a new link" }).click();
  await expect(page.getByRole("heading", { name: "Reset your password" })).toBeVisible();
});

test("a new owner confirms the address, and the portal stops asking", async ({ page }) => {
  const email = `${randomUUID()}@example.test`;
  const body = { merchantName: "Journey shop", email, password };
  await send("POST", "/api/v1/merchants", { body });
  await signIn(page, { email, password });
  await expect(page.getByText("you can't invite anyone")).toBeVisible();
  await page.getByRole("button", { name: "Resend email" }).click();
  await expect(page.getByRole("status").filter({ hasText: "sent you a new email" })).toBeVisible();
  await page.goto(await readMailedPath(email, "Confirm your email address"));
  await expectAccessible(page);
  await page.getByRole("button", { name: "Confirm address" }).click();
  await expect(page.getByRole("heading", { name: "Email address confirmed" })).toBeVisible();
  await page.getByRole("link", { name: "Go to your applications" }).click();
  await expect(page.getByRole("heading", { name: "Applications", exact: true })).toBeVisible();
  await expect(page.getByText("you can't invite anyone")).toBeHidden();
});
