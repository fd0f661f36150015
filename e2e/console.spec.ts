import type { Page } from "@playwright/test";
import { createKey, product, send } from "./support/client.ts";
import { inDatabase } from "./support/database.ts";
import { expect, expectAccessible, type Merchant, readTraces, test } from "./support/portal.ts";

const createPage = "/docs/reference/create-api-key";

const preview = (page: Page) => page.getByRole("group", { name: /^Request( as cURL)?$/ });
const body = (page: Page) => page.getByRole("group", { name: "Response body" });
const sendButton = (page: Page) => page.getByRole("button", { name: "Send request" });

async function chooseApplication(page: Page, { application }: Merchant) {
  await page.getByRole("combobox", { name: /^id/ }).click();
  await page.getByRole("option", { name: application.name }).click();
}

async function useShortLivedToken(page: Page) {
  await page.getByRole("button", { name: "Use a short-lived token" }).click();
  await expect(page.getByText(/^Expires in [45]:\d\d$/)).toBeVisible();
}

test("a field keeps the keyboard while it becomes another one", async ({ portal, merchant }) => {
  const { promise: due, resolve: arrive } = Promise.withResolvers<void>();
  await portal.route("**/api/v1/applications?*", async (route) => {
    await due;
    await route.continue();
  });
  await portal.goto(createPage);
  await sendButton(portal).click();
  await expect(portal.getByRole("textbox", { name: /^id/ })).toBeFocused();
  arrive();
  await expect(portal.getByRole("combobox", { name: /^id/ })).toBeFocused();
  await portal.getByRole("button", { name: "Type an id" }).click();
  await expect(portal.getByRole("textbox", { name: /^id/ })).toBeFocused();
  await portal.getByRole("button", { name: "Choose one of yours" }).click();
  await expect(portal.getByRole("combobox", { name: /^id/ })).toBeFocused();
  await chooseApplication(portal, merchant);
});

test("whoever is signed in creates a real key from the page of the reference, and keeps it once", async ({
  portal,
  merchant,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await portal.goto(createPage);
  await sendButton(portal).click();
  await expect(portal.getByRole("combobox", { name: /^id/ })).toBeFocused();
  await chooseApplication(portal, merchant);
  await useShortLivedToken(portal);
  await portal.getByRole("textbox", { name: "description" }).fill("From the reference");
  await expect(preview(portal)).toContainText(
    `POST ${product.url}/api/v1/applications/${merchant.application.id}/api-keys`,
  );
  await expect(preview(portal)).toContainText("Authorization: Bearer ••••••••");
  await expectAccessible(portal);
  await sendButton(portal).click();

  const dialog = portal.getByRole("dialog");
  await expect(dialog).toContainText(`Your live API key for ${merchant.application.name}`);
  const field = dialog.getByRole("textbox", { name: "API key", exact: true });
  const fullKey = (await field.textContent()) ?? "";
  expect(fullKey).toMatch(/^ks_live_[0-9A-Za-z]{49}$/);
  await portal.keyboard.press("Escape");
  await expect(dialog.getByRole("alert")).toContainText("Save the key first");
  await portal.goBack();
  await expect(field).toHaveText(fullKey);
  await dialog.getByRole("button", { name: "Copy key" }).click();
  await expect(dialog.getByRole("button", { name: "Copied" })).toBeVisible();
  const answer = await send("GET", "/api/v1/whoami", { token: fullKey });
  expect(answer.status).toBe(200);
  await expect(dialog.getByText("First call seen")).toBeVisible();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeHidden();

  await expect(portal.getByText("201 Created", { exact: true })).toBeVisible();
  await expect(body(portal)).toContainText(`"fullKey": "${fullKey.slice(0, 12)}…"`);
  await expect(body(portal)).toContainText(answer.body.keyId);
  expect(await readTraces(portal)).not.toContain(fullKey.slice(12));
  expect(await readTraces(portal)).not.toContain("eyJ");

  await portal.goto(`/applications/${merchant.application.id}`);
  await expect(portal.getByRole("row", { name: /From the reference/ })).toBeVisible();
  await portal.goBack();
  await expect(portal.getByRole("heading", { level: 1 })).toBeVisible();
  expect(await readTraces(portal)).not.toContain(fullKey.slice(12));
});

test("a stranger pastes a token, whose prefix may come along; refusals are shown as they came", async ({
  page,
  merchant,
}) => {
  await page.goto(createPage);
  await expect(page.getByRole("button", { name: "Use a short-lived token" })).toBeHidden();
  await sendButton(page).click();
  await expect(page.getByText("Required in the path")).toBeVisible();
  await expect(page.getByLabel("id", { exact: true })).toBeFocused();
  await page.getByLabel("id", { exact: true }).fill(merchant.application.id);
  await sendButton(page).click();
  await expect(page.getByText("401 Unauthorized", { exact: true })).toBeVisible();

  await page.getByLabel("Bearer Token", { exact: true }).fill(`Bearer ${merchant.token}`);
  await expect(page.getByLabel("Bearer Token", { exact: true })).toHaveValue(merchant.token);
  await page.getByRole("textbox", { name: "description" }).fill("x".repeat(51));
  await sendButton(page).click();
  await expect(page.getByText("400 Bad Request", { exact: true })).toBeVisible();
  await expect(body(page)).toContainText("The description must be at most 50 characters long");
  await page.getByRole("button", { name: "Write JSON" }).click();
  await page.getByRole("textbox", { name: "JSON" }).fill('{"description": ');
  await sendButton(page).click();
  await expect(body(page)).toContainText("malformed");
  await expectAccessible(page);

  const kept = await page.evaluate(() =>
    JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      history.state,
      location.href,
      document.documentElement.outerHTML,
    ]),
  );
  expect(kept).not.toContain(merchant.token);
  await page.getByRole("link", { name: "GET List API keys" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("List API keys");
  await expect(page.getByLabel("Bearer Token", { exact: true })).toHaveValue(merchant.token);
  await page.reload();
  await expect(page.getByLabel("Bearer Token", { exact: true })).toHaveValue("");
});

test("a key is revoked from the reference only after it was confirmed", async ({
  portal,
  merchant,
}) => {
  const key = await createKey(merchant.token, merchant.application.id, "Till 7");
  await portal.goto("/docs/reference/revoke-api-key");
  await useShortLivedToken(portal);
  await chooseApplication(portal, merchant);
  await portal.getByRole("combobox", { name: /^keyId/ }).click();
  await portal.getByRole("option", { name: /^Till 7/ }).click();
  await sendButton(portal).click();
  const question = portal.getByRole("alertdialog", { name: "Revoke an API key?" });
  await expect(question).toContainText("This acts on real data");
  await expectAccessible(portal);
  await question.getByRole("button", { name: "Cancel" }).click();
  expect((await send("GET", "/api/v1/whoami", { token: key.fullKey })).status).toBe(200);
  await sendButton(portal).click();
  await question.getByRole("button", { name: "Send request" }).click();
  await expect(portal.getByText("204 No Content", { exact: true })).toBeVisible();
  expect((await send("GET", "/api/v1/whoami", { token: key.fullKey })).status).toBe(401);
});

test("where the proof is too old it is asked for, and the request goes on", async ({
  portal,
  merchant,
}) => {
  await portal.goto(createPage);
  await chooseApplication(portal, merchant);
  await useShortLivedToken(portal);
  await inDatabase(
    (sql) => sql`
      update sessions set proved_at = now() - interval '11 minutes'
      from users where users.id = sessions.user_id and users.email = ${merchant.email}`,
  );
  await sendButton(portal).click();
  await expect(portal.getByText("403 Forbidden", { exact: true })).toBeVisible();
  await portal.getByRole("button", { name: "Confirm and send again" }).click();
  const question = portal.getByRole("dialog", { name: "Confirm it's you" });
  await question.getByRole("textbox", { name: "Your password" }).fill(merchant.password);
  await question.getByRole("button", { name: "Confirm" }).click();
  await expect(portal.getByRole("dialog")).toContainText("Save the key now");
  await portal.getByRole("checkbox", { name: "I have saved this key" }).click();
  await portal.getByRole("button", { name: "Done" }).click();
  await expect(portal.getByText("201 Created", { exact: true })).toBeVisible();
});

test("an API key goes out by the header of choice, and a lost or cancelled answer is told", async ({
  page,
  merchant,
}) => {
  const { fullKey, id } = await createKey(merchant.token, merchant.application.id);
  await page.goto("/docs/reference/whoami");
  await page.getByRole("textbox", { name: "API key" }).fill(fullKey);
  await page.getByRole("radio", { name: "X-API-Key" }).click();
  await expect(preview(page)).toContainText("X-API-Key: ••••••••");
  await sendButton(page).click();
  await expect(page.getByText("200 OK", { exact: true })).toBeVisible();
  await expect(body(page)).toContainText(id);
  await page.getByRole("button", { name: /^Headers/ }).click();
  await expect(page.getByRole("group", { name: "Response headers" })).toContainText("x-request-id");

  await page.route("**/api/v1/whoami", (route) => route.abort());
  await sendButton(page).click();
  await expect(page.getByText(/^No response\./)).toBeVisible();
  await page.unroute("**/api/v1/whoami");
  await page.route("**/api/v1/whoami", () => {});
  await sendButton(page).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText(/^Canceled\./)).toBeVisible();
});

test("for another host the request is previewed and copied, but not sent; on a phone too", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(createPage);
  await page.getByLabel("Base URL").fill("https://keys.shop.example/");
  await expect(sendButton(page)).toBeDisabled();
  await expect(page.getByText("This page only sends requests to this server")).toBeVisible();
  await page.getByRole("radio", { name: "cURL" }).click();
  await page.getByRole("button", { name: "Copy Request as cURL" }).click();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  expect(command).toContain(
    "curl -X POST 'https://keys.shop.example/api/v1/applications/{id}/api-keys'",
  );
  expect(command).toContain('-H "Authorization: Bearer $KEYSMITH_API_TOKEN"');
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 320, height: 640 });
  await expectAccessible(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(320);
});

test("tokens of an answer stay covered, and one can be used at once", async ({
  page,
  merchant,
}) => {
  await page.goto("/docs/reference/create-access-token");
  await page.getByRole("textbox", { name: "email" }).fill(merchant.email);
  await page.getByLabel("password", { exact: true }).fill(merchant.password);
  await expect(preview(page)).toContainText('"password": "••••••••"');
  await sendButton(page).click();
  await expect(page.getByText("200 OK", { exact: true })).toBeVisible();
  await expect(body(page)).toContainText(/"accessToken": "eyJ[\w-]{9}…"/);
  await page.getByRole("button", { name: "Use it here" }).click();
  const navigation = page.getByRole("navigation", { name: "Documentation" });
  await navigation.getByText("Applications", { exact: true }).click();
  await navigation.getByRole("link", { name: "GET List applications" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("List applications");
  await sendButton(page).click();
  await expect(page.getByText("200 OK", { exact: true })).toBeVisible();
  await expect(body(page)).toContainText(merchant.application.id);
});
