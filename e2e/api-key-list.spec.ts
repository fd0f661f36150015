import type { Page } from "@playwright/test";
import fc from "fast-check";
import { createKey, product, send } from "./support/client.ts";
import { expect, expectAccessible, signIn, test } from "./support/portal.ts";

const getRow = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });

async function createKeys(
  merchant: { token: string; application: { id: string } },
  names: string[],
) {
  const keys = [];
  for (const name of names)
    keys.push(await createKey(merchant.token, merchant.application.id, name));
  return keys;
}

async function search(page: Page, text: string) {
  await page.getByRole("searchbox", { name: "Search API keys" }).fill(text);
}

async function choose(page: Page, select: string, option: string) {
  await page.getByRole("combobox", { name: select }).click();
  await page.getByRole("option", { name: option }).click();
}

test("a key is created with scopes, an expiry and addresses, and the table shows them", async ({
  portal,
  merchant,
}) => {
  await portal.getByRole("button", { name: "Create API key" }).click();
  const dialog = portal.getByRole("dialog", { name: "Create API key" });
  const options = dialog.getByRole("button", { name: /^More options/ });
  await expect(options).toContainText("From anywhere");
  await dialog.getByLabel("Description").fill("Reports");
  await options.click();
  await expect(dialog.getByRole("radio", { name: "Chosen scopes" })).toBeChecked();
  await expect(dialog.getByRole("radio", { name: "1 year" })).toBeChecked();
  const ticked = dialog.getByRole("checkbox", { checked: true });
  while ((await ticked.count()) > 0) await ticked.first().click();
  await dialog.getByRole("radio", { name: "30 days" }).click();
  await dialog.getByLabel("Allowed IP addresses").fill("203.0.113.0/24, 10.0.0.300\n2001:db8::1\n");
  await expect(dialog.getByText(/^10\.0\.0\.300: Must be an IPv4 or IPv6 address/)).toBeVisible();
  await expectAccessible(portal);

  await dialog.getByRole("button", { name: "Create key", exact: true }).click();
  await expect(dialog.getByText("At least one scope is required")).toBeVisible();
  await dialog.getByRole("checkbox", { name: "payments:read" }).click();
  await dialog.getByRole("checkbox", { name: "payouts:write" }).click();
  await dialog.getByLabel("Allowed IP addresses").fill("203.0.113.0/24\n2001:db8::1");
  await options.click();
  await expect(options).toContainText(/^More options.*From 2 IP addresses$/);
  await dialog.getByRole("button", { name: "Create key", exact: true }).click();
  await portal.getByRole("checkbox", { name: "I have saved this key" }).click();
  await portal.getByRole("button", { name: "Done" }).click();

  const row = getRow(portal, "Reports");
  await expect(row.getByRole("cell", { name: "2", exact: true })).toBeVisible();
  await expect(row).toContainText(merchant.email);
  const path = `/api/v1/applications/${merchant.application.id}/api-keys`;
  const { body } = await send("GET", path, { token: merchant.token });
  const expiry = new Date(body.data[0].expiresAt);
  await expect(row).toContainText(expiry.toLocaleDateString("en-GB", { dateStyle: "medium" }));
  expect(body.data[0]).toMatchObject({
    scopes: ["payments:read", "payouts:write"],
    ipAllowlist: ["203.0.113.0/24", "2001:db8::1"],
  });
});

test("what the server says about an option is said beside it", async ({ portal }) => {
  await portal.getByRole("button", { name: "Create API key" }).click();
  await portal.getByLabel("Description").fill("Too late");
  await portal.getByRole("radio", { name: "On a date" }).click();
  await portal.getByLabel("Last day").fill("2020-01-31");
  await portal.getByRole("button", { name: "Create key", exact: true }).click();
  await expect(portal.getByText("The expiry must be in the future")).toBeVisible();
  await expectAccessible(portal);
});

test("search, status and order are in the address: reload, Back and a shared link keep them", async ({
  portal,
  merchant,
}) => {
  const keys = await createKeys(merchant, ["Beta shop", "Alpha shop", "Gamma till"]);
  const path = `/api/v1/applications/${merchant.application.id}/api-keys/${keys[1]?.id}`;
  await send("DELETE", path, { token: merchant.token });
  await portal.reload();
  const names = () => portal.getByRole("link", { name: /shop|till/ }).allTextContents();

  await search(portal, "shop");
  await expect(portal).toHaveURL(/\?q=shop$/);
  await expect.poll(names).toEqual(["Alpha shop", "Beta shop"]);
  await portal.getByRole("button", { name: "Key", exact: true }).click();
  await expect(portal).toHaveURL(/\?q=shop&sort=description$/);
  await expect(portal.getByRole("columnheader", { name: "Key" })).toHaveAttribute(
    "aria-sort",
    "ascending",
  );
  await choose(portal, "Status", "Active");
  await expect.poll(names).toEqual(["Beta shop"]);
  await expect(portal).toHaveURL(/\?q=shop&status=active&sort=description$/);
  await expectAccessible(portal);

  await portal.reload();
  await expect(portal.getByRole("searchbox")).toHaveValue("shop");
  await expect.poll(names).toEqual(["Beta shop"]);
  await portal.goBack();
  await expect.poll(names).toEqual(["Alpha shop", "Beta shop"]);
  await expect(portal.getByRole("combobox", { name: "Status" })).toHaveText("All statuses");
  await portal.goBack();
  await expect(portal).toHaveURL(/\?q=shop$/);
  await expect(portal.getByRole("columnheader", { name: "Created" })).toHaveAttribute(
    "aria-sort",
    "descending",
  );
  await portal.goForward();
  await portal.goForward();
  await expect.poll(names).toEqual(["Beta shop"]);

  await search(portal, "no such key");
  await expect(portal.getByText("No matching API keys")).toBeVisible();
  await expectAccessible(portal);
  await portal.getByRole("link", { name: "Clear filters" }).click();
  await expect(portal.getByRole("searchbox")).toHaveValue("");
  await expect.poll(names).toEqual(["Alpha shop", "Beta shop", "Gamma till"]);
});

test("a step back that comes before the page listens is kept", async ({ portal, merchant }) => {
  await createKeys(merchant, ["Beta shop"]);
  await portal.reload();
  await choose(portal, "Status", "Active");
  await expect(portal).toHaveURL(/\?status=active$/);
  await portal.addInitScript(() => {
    const [navigation] = performance.getEntriesByType("navigation");
    const isReload = (navigation as PerformanceNavigationTiming).type === "reload";
    if (isReload) window.addEventListener("load", () => window.history.back());
  });
  await portal.reload();
  await expect(portal.getByRole("combobox", { name: "Status" })).toHaveText("All statuses");
  await expect(portal).not.toHaveURL(/status=/);
});

test("a full key that is pasted into the search never reaches the address or a request", async ({
  portal,
  merchant,
}) => {
  const [key] = await createKeys(merchant, ["Wanted", "Other"]);
  const { fullKey = "", keyPrefix = "" } = key ?? {};
  const secret = fullKey.slice(12);
  const seen: string[] = [];
  portal.on("request", (request) => seen.push(request.url() + (request.postData() ?? "")));
  await portal.reload();
  for (const text of [fullKey, ` KEYSMITH_API_KEY=${fullKey}`]) {
    await search(portal, text);
    await expect(portal.getByRole("searchbox")).toHaveValue(keyPrefix);
    await expect(portal).toHaveURL(new RegExp(`q=${keyPrefix}$`));
    await expect(getRow(portal, "Other")).toBeHidden();
    await expect(getRow(portal, "Wanted")).toBeVisible();
    expect(await portal.content()).not.toContain(secret);
    await search(portal, "");
    await expect(getRow(portal, "Other")).toBeVisible();
  }
  expect(seen.join("\n")).not.toContain(secret);
});

test("fifty keys are revoked at once, each with its result, and one that failed is tried again", async ({
  portal,
  merchant,
}) => {
  const names = Array.from({ length: 50 }, (_, index) => `Old till ${index + 1}.`);
  const keys = await Promise.all(
    names.map((name) => createKey(merchant.token, merchant.application.id, name)),
  );
  await createKeys(merchant, ["Kept"]);
  await portal.reload();
  await portal.getByRole("button", { name: "Load more" }).click();
  await portal.getByRole("button", { name: "Load more" }).click();
  await expect(portal.getByRole("row")).toHaveCount(52);
  await portal.getByRole("checkbox", { name: "Select all shown" }).click();
  await portal.getByRole("checkbox", { name: "Select Kept" }).click();
  const bar = portal.getByRole("region", { name: "Selected API keys" });
  await expect(bar).toContainText("50 selected");
  await bar.getByRole("button", { name: "Revoke" }).click();

  let refused = 0;
  await portal.route(`**/api-keys/${keys[9]?.id}*`, async (route) => {
    if (refused++ > 0) return route.continue();
    const message = "Too many requests. Please try again later";
    await route.fulfill({ status: 429, json: { error: "Too Many Requests", message, code: 429 } });
  });
  const dialog = portal.getByRole("alertdialog");
  await expect(dialog).toContainText("and 45 more");
  await dialog.getByLabel("Reason").fill("Tills are replaced");
  await dialog.getByRole("button", { name: "Revoke 50 API keys" }).click();
  await expect(dialog.getByText("49 revoked, 1 failed").first()).toBeVisible();
  await expect(dialog.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "50");
  await expect(dialog.getByRole("listitem").filter({ hasText: "Failed" })).toHaveText(
    /Old till 10\..*Too many requests/,
  );
  await dialog.getByRole("button", { name: "Retry failed keys" }).click();
  await expect(dialog.getByText("50 revoked", { exact: true }).first()).toBeVisible();
  await dialog.getByRole("button", { name: "Close" }).click();

  await expect(bar).toBeHidden();
  await expect(portal.getByRole("row").filter({ hasText: "Tills are replaced" })).toHaveCount(50);
  const { body } = await send("GET", `/api/v1/applications/${merchant.application.id}`, {
    token: merchant.token,
  });
  expect([body.activeKeys, refused]).toEqual([1, 2]);
});

test("a revocation of many that is stopped leaves the rest as it was, and can go on", async ({
  portal,
  merchant,
}) => {
  await createKeys(
    merchant,
    Array.from({ length: 8 }, (_, index) => `Till ${index}`),
  );
  await portal.reload();
  const held: (() => void)[] = [];
  await portal.route("**/api/v1/**/api-keys/key_*", async (route) => {
    await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  });
  await portal.getByRole("checkbox", { name: "Select Till 7" }).click();
  await portal.getByRole("checkbox", { name: "Select Till 0" }).click({ modifiers: ["Shift"] });
  await expectAccessible(portal);
  await portal
    .getByRole("region", { name: "Selected API keys" })
    .getByRole("button", { name: "Revoke" })
    .click();
  const dialog = portal.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Revoke 8 API keys" }).click();
  await expect.poll(() => held.length).toBe(4);
  await expectAccessible(portal);
  await portal.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "Stop" }).click();
  for (const release of held) release();
  await expect(dialog.getByText("4 revoked, 4 not started").first()).toBeVisible();
  await portal.unroute("**/api/v1/**/api-keys/key_*");
  await dialog.getByRole("button", { name: "Continue with the rest" }).click();
  await expect(dialog.getByText("8 revoked", { exact: true }).first()).toBeVisible();
  await portal.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

test("a revocation that a verifier has yet to hear of says when it will be final", async ({
  portal,
  merchant,
}) => {
  await createKeys(merchant, ["Till A", "Till B"]);
  await portal.reload();
  // As if a verifier were cut off: a real one would delay the revocations of other journeys too.
  await portal.route("**/api/v1/**/api-keys/key_*", async (route) => {
    const response = await route.fetch();
    const effectiveAt = new Date(Date.now() + 30_000).toISOString();
    await route.fulfill({ response, json: { ...(await response.json()), effectiveAt } });
  });
  await portal.getByRole("button", { name: "Revoke Till A" }).click();
  const dialog = portal.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Revoke key" }).click();
  const promise = /Final everywhere by \d\d:\d\d:\d\d/;
  await expect(portal.getByText(promise).first()).toContainText("Till A revoked");
  await portal.getByRole("checkbox", { name: "Select Till B" }).click();
  await portal
    .getByRole("region", { name: "Selected API keys" })
    .getByRole("button", { name: "Revoke" })
    .click();
  await dialog.getByRole("button", { name: "Revoke 1 API key" }).click();
  await expect(dialog.getByText(promise).first()).toContainText("1 revoked");
});

test("a revocation is undone, and the key works again", async ({ portal, merchant }) => {
  const [key] = await createKeys(merchant, ["By mistake"]);
  const headers = { Authorization: `Bearer ${key?.fullKey}` };
  await portal.reload();
  await portal.getByRole("button", { name: "Revoke By mistake" }).click();
  const dialog = portal.getByRole("alertdialog");
  await expect(dialog).toContainText("You can undo this for 60 minutes.");
  await dialog.getByRole("button", { name: "Revoke key" }).click();
  await expect(getRow(portal, "By mistake")).toContainText("Revoked");
  expect((await send("GET", "/api/v1/whoami", { headers })).status).toBe(401);
  await expectAccessible(portal);
  await portal.getByRole("button", { name: "Undo" }).click();
  await expect(portal.getByText("By mistake restored").first()).toBeVisible();
  await expect(getRow(portal, "By mistake")).toContainText("Active");
  expect((await send("GET", "/api/v1/whoami", { headers })).status).toBe(200);
});

test("a key that has leaked is revoked without a way back", async ({ portal, merchant }) => {
  const [key] = await createKeys(merchant, ["In a public repository"]);
  await portal.reload();
  await portal.getByRole("button", { name: "Revoke In a public repository" }).click();
  const dialog = portal.getByRole("alertdialog");
  await dialog.getByLabel("Reason").fill("Seen on a forum");
  await dialog.getByRole("checkbox", { name: "This key was leaked" }).click();
  await expect(dialog).toContainText("The revocation of a leaked key can't be undone.");
  await dialog.getByRole("button", { name: "Revoke key" }).click();
  await expect(getRow(portal, "In a public repository")).toContainText("Leaked: Seen on a forum");
  await expect(portal.getByRole("button", { name: "Undo" })).toBeHidden();
  const path = `/api/v1/applications/${merchant.application.id}/api-keys/${key?.id}/restore`;
  expect((await send("POST", path, { token: merchant.token })).status).toBe(409);
});

test("a list that cannot be loaded says so, keeps the filters and can be tried again", async ({
  portal,
  merchant,
}) => {
  await createKeys(merchant, ["Alpha", "Beta"]);
  await portal.reload();
  await portal.route("**/api/v1/**/api-keys?*", (route) =>
    route.fulfill({ status: 429, json: {} }),
  );
  await search(portal, "Alpha");
  await expect(portal.getByRole("alert").filter({ hasText: "Try again" })).toBeVisible();
  await portal.unroute("**/api/v1/**/api-keys?*");
  await portal.getByRole("button", { name: "Try again" }).click();
  await expect(getRow(portal, "Alpha")).toBeVisible();
  await expect(getRow(portal, "Beta")).toBeHidden();
});

test("on a phone the keys are cards, and everything is within the screen", async ({
  browser,
  merchant,
}) => {
  await createKeys(merchant, ["Kassenserver Süd mit sehr langem Namen im Keller", "Second"]);
  const context = await browser.newContext({
    baseURL: product.url,
    viewport: { width: 320, height: 640 },
  });
  const page = await context.newPage();
  await signIn(page, merchant);
  await page.goto(`/applications/${merchant.application.id}`);
  await page.getByRole("checkbox", { name: "Select Second" }).click();
  await page.getByRole("button", { name: "Select all shown" }).click();
  await expect(page.getByText("2 selected")).toBeVisible();
  await expectAccessible(page);
  await choose(page, "Order", "Oldest first");
  await expect(page).toHaveURL(/\?sort=oldest$/);
  await expect(page.getByText("2 selected")).toBeHidden();
  await expect(page.getByRole("link", { name: /Kassenserver|Second/ })).toHaveText([
    /Kassenserver/,
    /Second/,
  ]);
  await expect(page.getByRole("table")).toHaveAttribute("aria-busy", "false");
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await context.close();
});

test("whatever a description holds, the pages show it as it was accepted", async ({
  portal,
  merchant,
}) => {
  const units = ["binary", "grapheme", "binary-ascii"] as const;
  const samples = units.flatMap((unit) => fc.sample(fc.string({ unit, maxLength: 50 }), 10));
  const written = [
    "<b>bold</b>",
    "&amp; a  b",
    "مفتاح الدفع",
    "🔑👩‍👩‍👧",
    "{{x}} <!-- y --> %20",
    ...samples,
  ];
  const path = `/api/v1/applications/${merchant.application.id}/api-keys`;
  const accepted: { id: string; description: string }[] = [];
  for (const description of written) {
    const { status, body } = await send("POST", path, {
      token: merchant.token,
      body: { description },
    });
    if (status === 201) accepted.push(body);
  }
  expect(accepted.length).toBeGreaterThan(10);
  const shown = accepted.slice(0, 25);
  await portal.goto(`/applications/${merchant.application.id}?sort=oldest`);
  const links = portal.getByRole("table").getByRole("link");
  await expect(links).toHaveCount(shown.length);
  expect(await links.allTextContents()).toEqual(shown.map(({ description }) => description));
  for (const { id, description } of shown.slice(0, 8)) {
    await portal.goto(`/applications/${merchant.application.id}/api-keys/${id}`);
    const heading = portal.getByRole("heading", { level: 1 });
    await expect(heading).toBeVisible();
    expect(await heading.textContent()).toBe(description);
  }
});
