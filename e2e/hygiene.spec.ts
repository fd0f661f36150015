import type { Page } from "@playwright/test";
import { createKey, send } from "./support/client.ts";
import { inDatabase } from "./support/database.ts";
import { expect, expectAccessible, type Merchant, test } from "./support/portal.ts";

const getRow = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });
const getCard = (page: Page, finding: string) =>
  page.getByRole("navigation", { name: "Findings" }).getByRole("link", { name: finding });

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString();
}

/** A key that does nothing wrong but that nobody has called for 91 days. */
async function createUnusedKey({ token, application }: Merchant, description: string) {
  const path = `/api/v1/applications/${application.id}/api-keys`;
  const body = { description, scopes: ["payments:read"], expiresAt: inDays(200) };
  const key = (await send("POST", path, { token, body })).body;
  await inDatabase(
    (sql) => sql`
      update api_keys
      set created_at = now() - interval '100 days', last_used_at = now() - interval '91 days'
      where id = ${key.id}`,
  );
}

test("from findings to all in order: an expiry, chosen scopes, a revocation", async ({
  portal,
  merchant,
}) => {
  await createKey(merchant.token, merchant.application.id, "Shop server");
  await createUnusedKey(merchant, "Old report");
  await portal.goto("/hygiene");
  await expect(getRow(portal, "Shop server")).toContainText(/No expiry.*All scopes/);
  await expect(getCard(portal, "Unused")).toContainText("1");
  await expectAccessible(portal);

  await portal.getByRole("button", { name: "Set expiry of Shop server" }).click();
  const expiry = portal.getByRole("dialog", { name: "Set expiry" });
  await expect(expiry.getByRole("radio", { name: "1 year" })).toBeChecked();
  await expect(expiry.getByRole("radio", { name: "Never" })).toBeHidden();
  await expectAccessible(portal);
  await expiry.getByRole("radio", { name: "180 days" }).click();
  await expiry.getByRole("button", { name: "Set expiry" }).click();
  await expect(expiry).toBeHidden();
  await expect(portal.getByText(/^Shop server expires on/)).toBeAttached();
  await expect(getRow(portal, "Shop server")).not.toContainText("No expiry");
  await expect(getCard(portal, "No expiry")).toContainText("0");
  await expect(portal.getByRole("button", { name: "Choose scopes of Shop server" })).toBeFocused();

  await portal.keyboard.press("Enter");
  const scopes = portal.getByRole("dialog", { name: "Choose scopes" });
  await scopes.getByRole("checkbox", { name: "payments:read" }).click();
  await expectAccessible(portal);
  await scopes.getByRole("button", { name: "Save scopes" }).click();
  await expect(scopes).toBeHidden();
  await expect(getRow(portal, "Shop server")).toBeHidden();
  await expect(portal.getByRole("heading", { name: "All findings" })).toBeFocused();

  await getCard(portal, "Unused").click();
  await expect(portal).toHaveURL(/\?finding=unused$/);
  await portal.reload();
  await portal.getByRole("button", { name: "Revoke Old report" }).click();
  await portal.getByRole("button", { name: "Revoke key" }).click();
  await expect(portal.getByText("No issues found", { exact: true })).toBeVisible();
  await expect(portal.getByRole("heading", { name: "Unused" })).toBeFocused();
  await expect(getCard(portal, "Unused")).toContainText("0");
  await expectAccessible(portal);
  const { body } = await send("GET", "/api/v1/hygiene", { token: merchant.token });
  expect(body.data).toEqual([]);

  await portal.getByRole("button", { name: "Undo" }).click();
  await expect(getRow(portal, "Old report")).toBeVisible();
});

test("a key that somebody else has changed meanwhile is read again before it is saved", async ({
  portal,
  merchant: { token, application },
}) => {
  const { id } = await createKey(token, application.id, "Shop server");
  await portal.goto("/hygiene");
  await portal.getByRole("button", { name: "Set expiry of Shop server" }).click();
  const dialog = portal.getByRole("dialog", { name: "Set expiry" });
  await dialog.getByRole("radio", { name: "1 year" }).click();
  const path = `/api/v1/applications/${application.id}/api-keys/${id}`;
  await send("PATCH", path, { token, body: { description: "Shop server, new" } });

  await dialog.getByRole("button", { name: "Set expiry" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Someone else changed this API key");
  await expect(dialog).toContainText("Shop server, new");
  await dialog.getByRole("button", { name: "Set expiry" }).click();
  await expect(dialog).toBeHidden();
  await expect(getRow(portal, "Shop server, new")).not.toContainText("No expiry");
});

test("a viewer sees what was found, and why there is no remedy", async ({ portal, merchant }) => {
  await createKey(merchant.token, merchant.application.id, "Shop server");
  await inDatabase(
    (sql) => sql`
      update memberships set role = 'viewer'
      where user_id = (select id from users where email = ${merchant.email})`,
  );
  await portal.goto("/hygiene");
  await expect(getRow(portal, "Shop server")).toContainText("No expiry");
  await expect(portal.getByText("As a viewer you can view these findings.")).toBeVisible();
  await expect(getRow(portal, "Shop server").getByRole("button")).toHaveCount(0);
});
