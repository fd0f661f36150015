import { randomUUID } from "node:crypto";
import { createKey, password, product, send } from "./support/client.ts";
import { createKeyInPortal, expect, expectAccessible, readTraces, test } from "./support/portal.ts";

test("a new merchant signs up, creates an application and a key, and the key works", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in/);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Create an account" }).click();
  await page.getByLabel("Company name").fill("Café Zürich");
  await page.getByLabel("Email address").fill(`${randomUUID()}@example.test`);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create account" }).click();

  await expect(page.getByRole("heading", { name: "Applications", exact: true })).toBeVisible();
  await expectAccessible(page);
  await page
    .getByRole("button", { name: /application/i })
    .first()
    .click();
  const dialog = page.getByRole("dialog", { name: "New application" });
  await dialog.getByLabel("Name").fill("Web shop");
  await expect(dialog.getByRole("radio", { name: /Test/ })).toBeChecked();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Create application" }).click();
  await expect(page.getByRole("heading", { name: "Web shop", level: 1 })).toBeVisible();
  await expect(page.getByText("No API keys yet")).toBeVisible();
  await expectAccessible(page);

  const fullKey = await createKeyInPortal(page, "Checkout service");
  expect(fullKey).toMatch(/^ks_test_/);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Copy key" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(fullKey);

  await expect(page.getByText("Waiting for its first call")).toBeVisible();
  const headers = { Authorization: `Bearer ${fullKey}` };
  expect((await send("GET", "/api/v1/whoami", { headers })).status).toBe(200);
  await expect(page.getByText("First call seen")).toBeVisible();

  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  const row = page.getByRole("row", { name: /Checkout service/ });
  await expect(row).toContainText(fullKey.slice(0, 12));
  await expect(row).toContainText("Active");
  await expectAccessible(page);
});

test("after the dialog has closed the key is nowhere, also not after back, forward and reload", async ({
  portal,
  merchant,
}) => {
  const stored = await createKey(merchant.token, merchant.application.id, "Another");
  await portal.reload();
  const fullKey = await createKeyInPortal(portal, "Secret");
  await portal.getByRole("checkbox", { name: "I have saved this key" }).click();
  await portal.getByRole("button", { name: "Done" }).click();
  await expect(portal.getByRole("row", { name: /Secret/ })).toBeVisible();
  const secret = fullKey.slice(12);
  expect(await readTraces(portal)).toContain(fullKey.slice(0, 12));
  expect(await readTraces(portal)).not.toContain(secret);

  await portal.getByRole("link", { name: "Applications" }).first().click();
  await expect(portal.getByRole("heading", { name: "Applications", exact: true })).toBeVisible();
  for (const move of ["goBack", "goForward", "goBack", "reload"] as const) {
    await portal[move]();
    await expect(portal.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(portal.getByRole("dialog")).toBeHidden();
    expect(await readTraces(portal)).not.toContain(secret);
  }
  await expect(portal.getByRole("row", { name: /Another/ })).toContainText(stored.keyPrefix);
});

test("the description is counted in code points, and refused past 50 while it is typed", async ({
  portal,
}) => {
  await portal.getByRole("button", { name: "Create API key" }).click();
  const field = portal.getByLabel("Description");
  await field.fill("🔑".repeat(50));
  await expect(portal.getByText("50 / 50")).toBeVisible();
  await field.fill("🔑".repeat(51));
  await expect(portal.getByText("51 / 50")).toBeVisible();
  await expect(
    portal.getByText("The description must be at most 50 characters long"),
  ).toBeVisible();
  await portal.keyboard.press("Enter");
  await expect(portal.getByRole("dialog", { name: /Create API key/i })).toBeVisible();
  await field.fill("   ");
  await portal.keyboard.press("Enter");
  await expect(portal.getByText("The description is required")).toBeVisible();
  await expectAccessible(portal);
});

test("a key is created by keyboard alone", async ({ portal }) => {
  const create = portal.getByRole("button", { name: "Create API key" });
  await expect(create).toBeEnabled();
  await create.focus();
  await portal.keyboard.press("Enter");
  await expect(portal.getByLabel("Description")).toBeFocused();
  await portal.keyboard.type("By keyboard");
  await portal.keyboard.press("Enter");
  await expect(portal.getByRole("button", { name: "Copy key" })).toBeFocused();
  const tick = portal.getByRole("checkbox", { name: "I have saved this key" });
  while (!(await tick.evaluate((element) => element === document.activeElement))) {
    await portal.keyboard.press("Tab");
  }
  await portal.keyboard.press("Space");
  await portal.keyboard.press("Escape");
  await expect(portal.getByRole("dialog")).toBeHidden();
  await expect(create).toBeFocused();
});

test("an answer that was lost on the way comes again, with the same key", async ({
  portal,
  merchant,
}) => {
  let lost = 0;
  await portal.route("**/api/v1/**/api-keys", async (route) => {
    if (route.request().method() !== "POST" || lost > 0) return route.continue();
    lost++;
    await route.fetch();
    await route.abort();
  });
  await createKeyInPortal(portal, "Bad connection");
  const path = `/api/v1/applications/${merchant.application.id}/api-keys`;
  const { body } = await send("GET", path, { token: merchant.token });
  expect([lost, body.data.length]).toEqual([1, 1]);
});

test("when no answer comes at all the dialog says that the key may exist", async ({ portal }) => {
  await portal.route("**/api/v1/**/api-keys", (route) =>
    route.request().method() === "POST" ? route.abort() : route.continue(),
  );
  await portal.getByRole("button", { name: "Create API key" }).click();
  await portal.getByLabel("Description").fill("Lost answer");
  await portal.getByRole("button", { name: "Create key", exact: true }).click();
  await expect(portal.getByRole("alert")).toContainText("may have been created");
});

test("a revoked key asks for confirmation first, and stops working at once", async ({
  portal,
  merchant,
}) => {
  const key = await createKey(merchant.token, merchant.application.id, "Old server");
  await portal.reload();
  await portal.getByRole("button", { name: "Revoke Old server" }).click();
  const dialog = portal.getByRole("alertdialog");
  await expect(dialog).toContainText("Old server");
  await expectAccessible(portal);
  await dialog.getByRole("button", { name: "Keep it" }).click();
  await expect(dialog).toBeHidden();
  const headers = { Authorization: `Bearer ${key.fullKey}` };
  expect((await send("GET", "/api/v1/whoami", { headers })).status).toBe(200);

  await portal.getByRole("button", { name: "Revoke Old server" }).click();
  await dialog.getByLabel("Reason").fill("Server is gone");
  await dialog.getByRole("button", { name: /^Revoke/ }).click();
  await expect(portal.getByRole("row", { name: /Old server/ })).toContainText("Revoked");
  expect((await send("GET", "/api/v1/whoami", { headers })).status).toBe(401);
  const path = `/api/v1/applications/${merchant.application.id}/api-keys/${key.id}`;
  const { body } = await send("GET", path, { token: merchant.token });
  expect(body).toMatchObject({ status: "revoked", revokedReason: "Server is gone" });
});

test("a long list is loaded page by page, and an unknown application is a page of its own", async ({
  portal,
  merchant,
}) => {
  const descriptions = Array.from({ length: 30 }, (_, i) => `Key number ${i}`);
  for (const description of descriptions) {
    await createKey(merchant.token, merchant.application.id, description);
  }
  await portal.reload();
  await expect(portal.getByRole("row")).toHaveCount(26);
  await portal.getByRole("button", { name: /more/i }).click();
  await expect(portal.getByRole("row")).toHaveCount(31);
  await portal.goto("/applications/app_00000000000000000000000000");
  await expect(portal.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(portal.getByRole("table")).toBeHidden();
  await expectAccessible(portal);
});

test("the pages are as they should be in the dark and on a phone", async ({
  browser,
  merchant,
}) => {
  const context = await browser.newContext({
    baseURL: product.url,
    colorScheme: "dark",
    viewport: { width: 320, height: 640 },
  });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await expectAccessible(page);
  await page.getByLabel("Email address").fill(merchant.email);
  await page.getByLabel("Password", { exact: true }).fill(merchant.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Applications", exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/applications/${merchant.application.id}`);
  const fullKey = await createKeyInPortal(page, "On a phone");
  await expectAccessible(page);
  const field = page.getByRole("textbox", { name: "API key", exact: true });
  const isCut = await field.evaluate(
    (element) =>
      element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight,
  );
  expect([isCut, await field.textContent()]).toEqual([false, fullKey]);
  const widest = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(widest).toBeLessThanOrEqual(320);
  await context.close();
});
