import { readFile } from "node:fs/promises";
import type { Page, Request } from "@playwright/test";
import { createKey, product, send } from "./support/client.ts";
import { inDatabase } from "./support/database.ts";
import { expect, expectAccessible, type Merchant, signIn, test } from "./support/portal.ts";

/** Two keys, of which the first is revoked. */
async function makeHistory({ token, application }: Merchant) {
  const lost = await createKey(token, application.id, "Till");
  const kept = await createKey(token, application.id, "Café");
  const path = `/api/v1/applications/${application.id}/api-keys/${lost.id}?reason=Laptop%20lost`;
  expect((await send("DELETE", path, { token })).status).toBe(204);
  return { lost, kept };
}

async function pick(page: Page, field: string, option: string) {
  await page.getByRole("combobox", { name: field }).click();
  await page.getByRole("option", { name: option, exact: true }).click();
}

async function download(page: Page, name: string): Promise<{ filename: string; text: string }> {
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name }).click();
  const file = await downloading;
  return { filename: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

/**
 * Returns a function that goes back and waits until a filter shows a text and the page is loaded.
 * Next reloads the document where two such navigations overlap, and a click meanwhile is lost.
 */
function listenForLoads(page: Page) {
  const loading = new Set<Request>();
  page.on("request", (request) => "rsc" in request.headers() && loading.add(request));
  page.on("requestfinished", (request) => loading.delete(request));
  page.on("requestfailed", (request) => loading.delete(request));
  return async (field: string, text: string) => {
    await page.goBack();
    await expect(page.getByRole("combobox", { name: field })).toHaveText(text);
    await expect.poll(() => loading.size).toBe(0);
  };
}

test("who revoked a key is found by filters, opened, shared by address, and exported", async ({
  portal,
  merchant,
}) => {
  const { lost } = await makeHistory(merchant);
  await portal.getByRole("link", { name: "Audit log" }).click();
  await expect(portal.getByRole("heading", { name: "Audit log", level: 1 })).toBeVisible();
  await expectAccessible(portal);

  await pick(portal, "Action", "Key revoked");
  await expect(portal).toHaveURL(/\?action=api_key\.revoked$/);
  const rows = portal.getByRole("row").filter({ has: portal.getByRole("button") });
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText(`Revoked the API key Till (${lost.keyPrefix}) of Checkout`);
  await expect(rows).toContainText(merchant.email);
  await expect(rows).toContainText("127.0.0.1 · Access token");

  await portal.getByRole("button", { name: "Details: Key revoked" }).click();
  await expect(portal.getByRole("definition").filter({ hasText: "Laptop lost" })).toBeVisible();
  await expect(portal.getByRole("definition").filter({ hasText: lost.id })).toBeVisible();
  await expectAccessible(portal);

  await pick(portal, "Person", merchant.email);
  await pick(portal, "Time", "Last 24 hours");
  await expect(rows).toHaveCount(1);
  await portal.reload();
  await expect(rows).toHaveCount(1);
  await expect(portal.getByRole("combobox", { name: "Time" })).toHaveText("Last 24 hours");

  const csv = await download(portal, "Export CSV");
  expect(csv.filename).toMatch(/^audit-log-\d{4}-\d\d-\d\d\.csv$/);
  const lines = csv.text.trimEnd().split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(`api_key.revoked,`);
  expect(lines[1]).toContain(lost.id);

  const goBack = listenForLoads(portal);
  await goBack("Time", "Any time");
  await goBack("Person", "Anyone");
  await expect(portal).toHaveURL(/\?action=api_key\.revoked$/);
  await portal.getByRole("link", { name: "Clear filters" }).click();
  await expect(portal).toHaveURL(/\/audit-log$/);
  await expect(rows.filter({ hasText: "Exported the audit log" })).toHaveCount(1);
});

test("a key's own events come by its address, and as JSON Lines", async ({ portal, merchant }) => {
  const { lost, kept } = await makeHistory(merchant);
  await portal.goto(`/audit-log?keyId=${lost.id}`);
  const rows = portal.getByRole("row").filter({ has: portal.getByRole("button") });
  await expect(rows).toHaveCount(2);
  const jsonl = await download(portal, "JSON Lines");
  const events = jsonl.text.trimEnd().split("\n");
  expect(events.map((line) => JSON.parse(line).action)).toEqual([
    "api_key.revoked",
    "api_key.created",
  ]);
  await expectAccessible(portal);
  await portal.getByRole("button", { name: "Remove filter: key Till" }).click();
  await expect(rows.filter({ hasText: kept.keyPrefix })).toHaveCount(1);

  await pick(portal, "Action", "Leak reported");
  await expect(portal.getByRole("heading", { name: "No matching events" })).toBeVisible();
  await expectAccessible(portal);
});

test("an admin finds who tried to sign in, and with which revoked key, from where", async ({
  portal,
  merchant,
}) => {
  const { lost } = await makeHistory(merchant);
  const { email } = merchant;
  for (let i = 0; i < 3; i++) {
    const body = { email, password: "not the right one" };
    expect((await send("POST", "/api/v1/auth/token", { body })).status).toBe(401);
  }
  const headers = { "X-API-Key": lost.fullKey };
  expect((await send("GET", "/api/v1/whoami", { headers })).status).toBe(401);
  const rows = portal.getByRole("row").filter({ has: portal.getByRole("button") });
  await expect(async () => {
    await portal.goto("/audit-log");
    await pick(portal, "Action", "All security events");
    await expect(rows.filter({ hasText: "Refused the API key Till" })).toBeVisible({
      timeout: 500,
    });
    await expect(rows.filter({ hasText: "Sign-in failed: wrong password" })).not.toHaveCount(0, {
      timeout: 500,
    });
  }).toPass();
  await expect(portal).toHaveURL(/\?category=security$/);
  const refused = rows.filter({ hasText: `(${lost.keyPrefix}) of Checkout: key is revoked` });
  await expect(refused).toContainText("127.0.0.1 · API key");
  await expect(rows.filter({ hasText: "Sign-in failed" }).first()).toContainText(email);
  await rows.getByRole("button", { name: "Details: Key refused" }).click();
  await expect(portal.getByRole("definition").filter({ hasText: "key is revoked" })).toBeVisible();
  await expectAccessible(portal);
});

test("two days bound the log, both taken in", async ({ portal, merchant }) => {
  const rows = portal.getByRole("row").filter({ has: portal.getByRole("button") });
  await makeHistory(merchant);
  await portal.goto("/audit-log?action=api_key.created");
  await expect(rows).toHaveCount(2);
  await pick(portal, "Time", "Custom range");
  const today = await portal.evaluate(() => {
    const now = new Date();
    const pad = (part: number) => String(part).padStart(2, "0");
    return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
  });
  await portal.getByLabel("From").fill(today);
  await portal.getByLabel("To (inclusive)").fill(today);
  await expect(portal).toHaveURL(/from=.*to=/);
  await expect(rows).toHaveCount(2);
  await portal.reload();
  await expect(portal.getByLabel("From")).toHaveValue(today);
  await expect(portal.getByLabel("To (inclusive)")).toHaveValue(today);
  await portal.getByLabel("From").fill("2020-02-01");
  await portal.getByLabel("To (inclusive)").fill("2020-02-29");
  await expect(portal.getByRole("heading", { name: "No matching events" })).toBeVisible();
});

test("a developer is told who can read the log, and is not led there", async ({
  portal,
  merchant,
}) => {
  await inDatabase(
    (sql) => sql`
      update memberships set role = 'developer'
      where user_id = (select id from users where email = ${merchant.email})`,
  );
  await portal.goto("/audit-log");
  await expect(portal.getByText(/^Only admins and owners of Journey shop can view/)).toBeVisible();
  await expect(portal.getByRole("link", { name: "Audit log" })).toBeHidden();
  await expect(portal.getByRole("link", { name: "Hygiene" })).toBeVisible();
  await expectAccessible(portal);
});

test("a long log comes page by page, in the dark and on a phone", async ({ browser, merchant }) => {
  for (let i = 0; i < 30; i++) await createKey(merchant.token, merchant.application.id, `Key ${i}`);
  const context = await browser.newContext({
    baseURL: product.url,
    colorScheme: "dark",
    viewport: { width: 320, height: 640 },
  });
  const page = await context.newPage();
  await signIn(page, merchant);
  await page.getByRole("link", { name: "Audit log" }).click();
  const rows = page.getByRole("row").filter({ has: page.getByRole("button") });
  await expect(rows).toHaveCount(25);
  await page.getByRole("button", { name: "Load more" }).click();
  await expect(rows.filter({ hasText: "Created the company" })).toHaveCount(1);
  await page.getByRole("button", { name: "Details: Key created" }).first().click();
  await expectAccessible(page);
  const widest = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(widest).toBeLessThanOrEqual(320);
  await context.close();
});
