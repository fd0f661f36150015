import type { Page } from "@playwright/test";
import { createKey } from "./support/client.ts";
import { expect, expectAccessible, test } from "./support/portal.ts";

async function choose(page: Page, item: string) {
  await page.getByRole("button", { name: "Application settings" }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

test("an application is renamed, and deleted after its keys are revoked in place", async ({
  portal,
  merchant,
}) => {
  await createKey(merchant.token, merchant.application.id, "Till");
  await portal.reload();
  await choose(portal, "Rename");
  await expectAccessible(portal);
  await portal.getByRole("textbox", { name: "Name" }).fill("Corner shop");
  await portal.getByRole("button", { name: "Rename", exact: true }).click();
  await expect(portal.getByRole("heading", { name: "Corner shop", level: 1 })).toBeVisible();
  await expect(portal).toHaveTitle(/^Corner shop/);
  await expect(portal.getByRole("button", { name: "Application settings" })).toBeFocused();

  await choose(portal, "Delete application");
  const dialog = portal.getByRole("alertdialog");
  const remove = dialog.getByRole("button", { name: "Delete application" });
  await expect(dialog).toContainText("1 active API key");
  await expect(dialog.getByLabel("Application name")).toBeHidden();
  await expectAccessible(portal);
  await dialog.getByRole("button", { name: "Revoke all" }).click();
  await portal.getByRole("button", { name: "Revoke 1 API key" }).click();
  await expect(dialog).toHaveCount(1);
  await expect(dialog.getByLabel("Application name")).toBeFocused();
  await expect(portal.getByRole("row", { name: /Till/, includeHidden: true })).toContainText(
    "Revoked",
  );
  await dialog.getByLabel("Application name").fill("Corner");
  await remove.click();
  await expect(dialog.getByText("This doesn't match the application's name")).toBeVisible();
  await expectAccessible(portal);
  await dialog.getByLabel("Application name").fill("Corner shop");
  await remove.click();
  await expect(portal.getByRole("heading", { name: "Applications", exact: true })).toBeVisible();
  await expect(portal.getByText("Corner shop")).toBeHidden();
  const gone = await portal.goto(`/applications/${merchant.application.id}`);
  expect(gone?.status()).toBe(404);
});
