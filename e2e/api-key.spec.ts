import type { Page } from "@playwright/test";
import { createKey, product, send } from "./support/client.ts";
import {
  expect,
  expectAccessible,
  type Merchant,
  readTraces,
  signIn,
  test,
} from "./support/portal.ts";

const apiPath = ({ application }: Merchant, key: { id: string }) =>
  `/api/v1/applications/${application.id}/api-keys/${key.id}`;

async function openKey(page: Page, { application }: Merchant, key: { id: string }) {
  await page.goto(`/applications/${application.id}/api-keys/${key.id}`);
}

async function getStatus(fullKey: string): Promise<number> {
  const headers = { Authorization: `Bearer ${fullKey}` };
  return (await send("GET", "/api/v1/whoami", { headers })).status;
}

const panel = (page: Page) => page.getByRole("region", { name: "Rotation in progress" });

/** Rotates the key on the page; answers the full key that the copy-once modal shows. */
async function rotateInPortal(page: Page, overlap: string): Promise<string> {
  await page.getByRole("button", { name: "Rotate", exact: true }).click();
  await page.getByRole("radio", { name: overlap }).click();
  await page.getByRole("button", { name: "Rotate key" }).click();
  return readNewSecret(page);
}

async function readNewSecret(page: Page): Promise<string> {
  await expect(page.getByRole("dialog", { name: /^The new secret/ })).toBeVisible();
  const field = page.getByRole("textbox", { name: "API key", exact: true });
  await expect(field).toHaveText(/^ks_live_[0-9A-Za-z]{49}$/);
  return (await field.textContent()) ?? "";
}

async function saveSecret(page: Page) {
  await page.getByRole("checkbox", { name: "I have saved this key" }).click();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
}

test("a key is rotated end to end while its client switches over", async ({ portal, merchant }) => {
  const key = await createKey(merchant.token, merchant.application.id, "Till");
  await openKey(portal, merchant, key);
  await expectAccessible(portal);
  await portal.getByRole("button", { name: "Rotate", exact: true }).click();
  await expectAccessible(portal);
  await portal.keyboard.press("Escape");
  await expect(portal.getByRole("button", { name: "Rotate", exact: true })).toBeFocused();

  const fullKey = await rotateInPortal(portal, "3 days");
  await expectAccessible(portal);
  await expect(portal.getByText("Waiting for the first call")).toBeVisible();
  expect(await getStatus(key.fullKey)).toBe(200);
  await saveSecret(portal);
  await expect(panel(portal).getByRole("heading")).toBeFocused();
  expect(await readTraces(portal)).not.toContain(fullKey.slice(12));
  await expect(panel(portal)).toContainText("Only the previous secret is in use");
  await expect(panel(portal)).toContainText("Not used yet");
  await expect(panel(portal)).toContainText("It's withdrawn in 7 days");
  await expectAccessible(portal);

  expect(await getStatus(fullKey)).toBe(200);
  expect(await getStatus(key.fullKey)).toBe(200);
  await expect(panel(portal)).toContainText("New secret first used");
  await expect(panel(portal)).toContainText("The previous secret stops working in 3 days");
  await expect(portal.getByRole("region", { name: "History" })).toContainText(
    "First use of the new secret",
  );

  await panel(portal).getByRole("button", { name: "Finish now" }).click();
  const dialog = portal.getByRole("alertdialog");
  await expect(dialog).toContainText("The previous secret was used");
  await expectAccessible(portal);
  await dialog.getByRole("button", { name: "Finish now" }).click();
  await expect(dialog).toBeHidden();
  await expect(panel(portal)).toBeHidden();
  await expect(portal.getByRole("heading", { name: "Till", level: 1 })).toBeFocused();
  expect([await getStatus(key.fullKey), await getStatus(fullKey)]).toEqual([401, 200]);
  const { body } = await send("GET", apiPath(merchant, key), { token: merchant.token });
  expect(body).toMatchObject({ status: "active", keyPrefix: fullKey.slice(0, 12), rotation: null });
});

test("without an overlap the first call with the new secret ends the previous one", async ({
  portal,
  merchant,
}) => {
  const key = await createKey(merchant.token, merchant.application.id);
  await openKey(portal, merchant, key);
  const fullKey = await rotateInPortal(portal, "None");
  expect(await getStatus(key.fullKey)).toBe(200);
  expect(await getStatus(fullKey)).toBe(200);
  expect(await getStatus(key.fullKey)).toBe(401);
  await expect(portal.getByText("First call seen")).toBeVisible();
  await saveSecret(portal);
  await expect(panel(portal)).toBeHidden();
  await expect(portal.getByRole("button", { name: "Rotate", exact: true })).toBeVisible();
});

test("a rotation is cancelled: the new secret stops, and the previous one goes on", async ({
  portal,
  merchant,
}) => {
  const key = await createKey(merchant.token, merchant.application.id);
  await openKey(portal, merchant, key);
  const fullKey = await rotateInPortal(portal, "1 hour");
  await saveSecret(portal);
  await panel(portal).getByRole("button", { name: "Cancel rotation" }).click();
  const dialog = portal.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Cancel rotation" }).click();
  await expect(dialog).toBeHidden();
  await expect(panel(portal)).toBeHidden();
  expect([await getStatus(key.fullKey), await getStatus(fullKey)]).toEqual([200, 401]);
});

test("a rotation whose answers are lost is tried again, and gives the same new secret", async ({
  portal,
  merchant,
}) => {
  const key = await createKey(merchant.token, merchant.application.id);
  await openKey(portal, merchant, key);
  let lost = 0;
  await portal.route("**/rotate", async (route) => {
    if (lost === 3) return route.continue();
    lost++;
    await route.fetch();
    await route.abort();
  });
  await portal.getByRole("button", { name: "Rotate", exact: true }).click();
  const rotate = portal.getByRole("button", { name: "Rotate key" });
  await rotate.click();
  await expect(portal.getByRole("alert").first()).toContainText("may have started");
  await rotate.click();
  expect(await getStatus(await readNewSecret(portal))).toBe(200);
});

test("whoever is slower to end a rotation is told so", async ({ portal, merchant }) => {
  const key = await createKey(merchant.token, merchant.application.id);
  const { token } = merchant;
  await send("POST", `${apiPath(merchant, key)}/rotate`, { token });
  await openKey(portal, merchant, key);
  await panel(portal).getByRole("button", { name: "Finish now" }).click();
  await send("POST", `${apiPath(merchant, key)}/rotate/cancel`, { token });
  const dialog = portal.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Finish now" }).click();
  await expect(dialog.getByRole("alert")).toContainText(
    "No rotation of this API key is in progress.",
  );
  await dialog.getByRole("button", { name: "Keep waiting" }).click();
  await expect(dialog).toBeHidden();
  await expect(panel(portal)).toBeHidden();
  await expect(portal.getByRole("heading", { level: 1 })).toBeFocused();
  expect(await getStatus(key.fullKey)).toBe(200);
});

test("a rotation that ends elsewhere leaves the keyboard on the page", async ({
  portal,
  merchant,
}) => {
  const key = await createKey(merchant.token, merchant.application.id);
  const { token } = merchant;
  await send("POST", `${apiPath(merchant, key)}/rotate`, { token });
  await openKey(portal, merchant, key);
  const finish = panel(portal).getByRole("button", { name: "Finish now" });
  await expect(finish).toBeEnabled();
  await finish.focus();
  await send("POST", `${apiPath(merchant, key)}/rotate/cancel`, { token });
  await expect(panel(portal)).toBeHidden();
  await expect(portal.getByRole("heading", { level: 1 })).toBeFocused();
});

test("a revocation is undone on the key's page", async ({ portal, merchant }) => {
  const key = await createKey(merchant.token, merchant.application.id);
  await openKey(portal, merchant, key);
  await portal.getByRole("button", { name: "Revoke", exact: true }).click();
  const dialog = portal.getByRole("alertdialog");
  await dialog.getByLabel("Reason").fill("By mistake");
  await dialog.getByRole("button", { name: "Revoke key" }).click();
  await expect(portal.getByText(/You can undo this for another \d+ minutes/)).toBeVisible();
  await expect(portal.getByText("By mistake")).toBeVisible();
  await expectAccessible(portal);
  expect(await getStatus(key.fullKey)).toBe(401);
  await portal.getByRole("button", { name: "Undo revocation" }).click();
  await expect(portal.getByRole("button", { name: "Revoke", exact: true })).toBeVisible();
  await expect(portal.getByRole("heading", { level: 1 })).toBeFocused();
  expect(await getStatus(key.fullKey)).toBe(200);
});

test("a key that has leaked offers no way back", async ({ portal, merchant }) => {
  const key = await createKey(merchant.token, merchant.application.id);
  await send("DELETE", `${apiPath(merchant, key)}?reason=leaked`, { token: merchant.token });
  await openKey(portal, merchant, key);
  await expect(portal.getByText("It was leaked, so it can't be restored")).toBeVisible();
  await expect(portal.getByRole("button", { name: "Undo revocation" })).toBeHidden();
});

async function fillDescription(page: Page, description: string) {
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByLabel("Description").fill(description);
}

test("of two who edit a key the slower one sees both versions and decides", async ({
  portal,
  merchant,
  context,
}) => {
  const key = await createKey(merchant.token, merchant.application.id, "Till");
  const other = await context.newPage();
  await openKey(portal, merchant, key);
  await openKey(other, merchant, key);
  await fillDescription(portal, "Till at the door");
  await portal.getByLabel("Allowed IP addresses").fill("203.0.113.0/24");
  await fillDescription(other, "Till by the window");
  await other.getByRole("radio", { name: "30 days" }).click();
  await other.getByRole("button", { name: "Save changes" }).click();
  await expect(other.getByRole("heading", { name: "Till by the window" })).toBeVisible();

  await portal.getByRole("button", { name: "Save changes" }).click();
  const dialog = portal.getByRole("dialog", { name: "Someone else changed this key" });
  const conflict = dialog.getByRole("region", { name: "Description" });
  await expect(conflict).toContainText("Till by the window");
  await expect(conflict).toContainText("Till at the door");
  await expect(dialog.getByRole("region", { name: "Allowed IP addresses" })).toContainText(
    "Anywhere",
  );
  await expect(dialog.getByRole("listitem")).toContainText("Expires");
  await expectAccessible(portal);
  await dialog.getByRole("button", { name: "Overwrite with mine" }).click();
  await expect(portal.getByRole("heading", { name: "Till at the door" })).toBeVisible();
  await expect(dialog).toBeHidden();
  const readKey = async () =>
    (await send("GET", apiPath(merchant, key), { token: merchant.token })).body;
  await expect
    .poll(readKey)
    .toMatchObject({ description: "Till at the door", ipAllowlist: ["203.0.113.0/24"] });
  expect((await readKey()).expiresAt).not.toBeNull();

  await fillDescription(other, "Never saved");
  await other.getByRole("button", { name: "Save changes" }).click();
  await other.getByRole("button", { name: "Keep theirs" }).click();
  await expect(other.getByRole("heading", { name: "Till at the door" })).toBeVisible();
  expect(await readKey()).toMatchObject({ description: "Till at the door" });
});

test("a change shows at once, and comes back with all that was typed where it fails", async ({
  portal,
  merchant,
}) => {
  const key = await createKey(merchant.token, merchant.application.id, "Till");
  await openKey(portal, merchant, key);
  const { promise: isTold, resolve: tell } = Promise.withResolvers<void>();
  await portal.route(`**${apiPath(merchant, key)}`, async (route) => {
    if (route.request().method() !== "PATCH") return route.continue();
    await isTold;
    await route.abort();
  });
  await fillDescription(portal, "Till at the door");
  await portal.getByLabel("Allowed IP addresses").fill("203.0.113.0/24");
  await portal.getByRole("button", { name: "Save changes" }).click();
  await expect(portal.getByRole("dialog")).toBeHidden();
  await expect(portal.getByRole("heading", { name: "Till at the door" })).toBeVisible();
  tell();
  await expect(portal.getByRole("dialog").getByRole("alert").first()).toContainText(
    "could not be reached",
  );
  await expect(portal.getByLabel("Description")).toHaveValue("Till at the door");
  await expect(portal.getByLabel("Allowed IP addresses")).toHaveValue("203.0.113.0/24");
  await portal.unrouteAll();
  await portal.getByRole("button", { name: "Cancel" }).click();
  await expect(portal.getByRole("heading", { name: "Till", exact: true })).toBeVisible();
});

test("a change whose answer was lost is found saved when it is sent again", async ({
  portal,
  merchant,
}) => {
  const key = await createKey(merchant.token, merchant.application.id, "Till");
  await openKey(portal, merchant, key);
  let lost = 0;
  await portal.route(`**${apiPath(merchant, key)}`, async (route) => {
    if (route.request().method() !== "PATCH" || lost > 0) return route.continue();
    lost++;
    await route.fetch();
    await route.abort();
  });
  await fillDescription(portal, "Till at the door");
  await portal.getByRole("button", { name: "Save changes" }).click();
  await expect(portal.getByRole("dialog").getByRole("alert").first()).toBeVisible();
  await portal.getByRole("button", { name: "Save changes" }).click();
  await expect(portal.getByRole("dialog")).toBeHidden();
  await expect(portal.getByRole("button", { name: "Edit", exact: true })).toBeFocused();
  await expect(portal.getByRole("heading", { name: "Till at the door" })).toBeVisible();
});

test("an expired key says so, and a later expiry brings it back", async ({ portal, merchant }) => {
  const { token, application } = merchant;
  const expiresAt = new Date(Date.now() + 2_000).toISOString();
  const { body: key } = await send("POST", `/api/v1/applications/${application.id}/api-keys`, {
    token,
    body: { description: "Short", expiresAt },
  });
  await expect.poll(() => getStatus(key.fullKey)).toBe(401);
  await openKey(portal, merchant, key);
  await expect(portal.getByText("This key has expired")).toBeVisible();
  await expectAccessible(portal);
  await portal.getByRole("button", { name: "Edit", exact: true }).click();
  await portal.getByRole("radio", { name: "Never" }).click();
  await portal.getByRole("button", { name: "Save changes" }).click();
  await expect(portal.getByText("This key has expired")).toBeHidden();
  await expect.poll(() => getStatus(key.fullKey)).toBe(200);
});

test("a key that does not exist is a 404 with words of its own", async ({ portal, merchant }) => {
  const path = `/applications/${merchant.application.id}/api-keys/key_00000000000000000000000000`;
  expect((await portal.goto(path))?.status()).toBe(404);
  await expect(portal.getByRole("heading", { name: "API key not found" })).toBeVisible();
  await expectAccessible(portal);
});

test("the page of a rotating key is as it should be in the dark and on a phone", async ({
  browser,
  merchant,
}) => {
  const description = "Donaudampfschifffahrtsgesellschaftskapitänskasse";
  const key = await createKey(merchant.token, merchant.application.id, description);
  await send("POST", `${apiPath(merchant, key)}/rotate`, { token: merchant.token });
  const context = await browser.newContext({
    baseURL: product.url,
    colorScheme: "dark",
    viewport: { width: 320, height: 640 },
  });
  const page = await context.newPage();
  await signIn(page, merchant);
  await openKey(page, merchant, key);
  await expect(panel(page)).toBeVisible();
  await expectAccessible(page);
  const widest = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(widest).toBeLessThanOrEqual(320);
  await context.close();
});
