import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { product } from "./support/client.ts";
import { createKeyInPortal, expect, type Merchant, signIn, test } from "./support/portal.ts";

const warning = "Save the key first. It can't be shown again.";

const keyField = (page: Page) => page.getByRole("textbox", { name: "API key", exact: true });

async function expectGuarded(page: Page, fullKey: string) {
  await expect(page.getByRole("alert").filter({ hasText: warning })).toBeVisible();
  await expect(keyField(page)).toHaveText(fullKey);
  await expect(page.getByRole("button", { name: "Copy key" })).toBeFocused();
}

const waysOut: Record<string, (page: Page) => Promise<unknown>> = {
  Escape: (page) => page.keyboard.press("Escape"),
  "a click outside": (page) => page.mouse.click(5, 5),
  "the close button": (page) =>
    page.getByRole("dialog").getByRole("button", { name: "Close" }).click(),
  Done: (page) => page.getByRole("button", { name: "Done" }).click(),
  "the browser's Back": (page) => page.evaluate(() => history.back()),
  "a link": (page) =>
    page.evaluate(() =>
      document.querySelector<HTMLAnchorElement>('a[href="/applications"]')?.click(),
    ),
};

for (const [name, leave] of Object.entries(waysOut)) {
  test(`an unsaved key is not lost by ${name}`, async ({ portal }) => {
    const fullKey = await createKeyInPortal(portal, "Guarded");
    const { href } = new URL(portal.url());
    await leave(portal);
    await expectGuarded(portal, fullKey);
    await leave(portal);
    await expectGuarded(portal, fullKey);
    expect(portal.url()).toBe(href);
    await portal.getByRole("checkbox", { name: "I have saved this key" }).click();
    await expect(portal.getByText(warning)).toBeHidden();
    await portal.keyboard.press("Escape");
    await expect(portal.getByRole("dialog")).toBeHidden();
    await expect(portal.getByRole("row", { name: /Guarded/ })).toBeVisible();
  });
}

for (const [name, leave] of [
  ["closing the tab", (page: Page) => page.close({ runBeforeUnload: true })],
  ["a reload", (page: Page) => page.evaluate(() => location.reload())],
  ["another address", (page: Page) => page.evaluate(() => location.assign("/account"))],
] as const) {
  test(`the browser asks before an unsaved key is lost by ${name}`, async ({ portal }) => {
    const fullKey = await createKeyInPortal(portal, "Guarded");
    // Chromium asks only where the person has touched the page.
    await keyField(portal).click();
    const asked = portal.waitForEvent("dialog");
    const left = leave(portal).catch(() => {});
    const dialog = await asked;
    expect(dialog.type()).toBe("beforeunload");
    await dialog.dismiss();
    await left;
    await expect(keyField(portal)).toHaveText(fullKey);
  });
}

async function comeFromApplications(page: Page, { application }: Merchant) {
  await page.goto("/applications");
  await page.getByRole("link", { name: application.name }).click();
  await expect(page.getByRole("heading", { name: application.name })).toBeVisible();
}

test("a saved key lets the browser's Back close the dialog and stay on the page", async ({
  portal,
  merchant,
}) => {
  await comeFromApplications(portal, merchant);
  await createKeyInPortal(portal, "Saved");
  const { href } = new URL(portal.url());
  await portal.getByRole("checkbox", { name: "I have saved this key" }).click();
  await portal.goBack();
  await expect(portal.getByRole("dialog")).toBeHidden();
  expect(portal.url()).toBe(href);
  await portal.goBack();
  await expect(portal.getByRole("heading", { name: "Applications", exact: true })).toBeVisible();
});

test("after the dialog Back leads where it would have led without it", async ({
  portal,
  merchant,
}) => {
  await comeFromApplications(portal, merchant);
  await createKeyInPortal(portal, "Saved");
  await portal.getByRole("checkbox", { name: "I have saved this key" }).click();
  await portal.getByRole("button", { name: "Done" }).click();
  await expect(portal.getByRole("dialog")).toBeHidden();
  await portal.goBack();
  await expect(portal.getByRole("heading", { name: "Applications", exact: true })).toBeVisible();
});

async function expectCopiedByHand(page: Page) {
  const fullKey = await createKeyInPortal(page, "By hand");
  await page.getByRole("button", { name: "Copy key" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Press Ctrl+C" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Copied" })).toBeHidden();
  expect(await page.evaluate(() => String(getSelection()))).toBe(fullKey);
  await page.keyboard.press("Escape");
  await expectGuarded(page, fullKey);

  await page.getByRole("button", { name: "Copy key" }).click();
  await page.keyboard.press("Control+C");
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
}

test("where the clipboard refuses the key is selected, and copying by hand counts", async ({
  portal,
}) => {
  await portal.addInitScript(() =>
    Object.defineProperty(navigator, "clipboard", {
      value: { writeText: () => Promise.reject(new DOMException("no", "NotAllowedError")) },
    }),
  );
  await portal.reload();
  await expectCopiedByHand(portal);
});

test("over plain HTTP on a LAN, where there is no clipboard, the same holds", async ({
  browser,
  merchant,
}) => {
  const baseURL = product.url.replace("localhost", "portal.lan");
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  await signIn(page, merchant);
  expect(await page.evaluate(() => [isSecureContext, "clipboard" in navigator])).toEqual([
    false,
    false,
  ]);
  await page.goto(`/applications/${merchant.application.id}`);
  await expectCopiedByHand(page);
  await page.getByRole("button", { name: /Account menu/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(`${baseURL}/sign-in`);
  await context.close();
});

test("the .env line is whole in the clipboard and in the download", async ({ portal, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const fullKey = await createKeyInPortal(portal, "Kassenserver Süd");
  await portal.getByRole("button", { name: "Copy as .env line" }).click();
  await expect(portal.getByRole("button", { name: "Copied" })).toBeVisible();
  const line = `KEYSMITH_API_KEY=${fullKey}`;
  expect(await portal.evaluate(() => navigator.clipboard.readText())).toBe(line);
  const downloading = portal.waitForEvent("download");
  await portal.getByRole("button", { name: "Download", exact: true }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("kassenserver-sud.env");
  expect(await readFile(await download.path(), "utf8")).toBe(`${line}\n`);
});

test("a download alone counts as saved", async ({ portal }) => {
  await createKeyInPortal(portal, "In a file");
  const downloading = portal.waitForEvent("download");
  await portal.getByRole("button", { name: "Download", exact: true }).click();
  await downloading;
  await portal.keyboard.press("Escape");
  await expect(portal.getByRole("dialog")).toBeHidden();
});

test("the command that tries the key runs as it stands", async ({ portal }) => {
  const fullKey = await createKeyInPortal(portal, "Tried");
  const command = await portal.getByRole("textbox", { name: "Command" }).textContent();
  expect(command).toBe(
    `curl ${new URL(portal.url()).origin}/api/v1/whoami -H "Authorization: Bearer ${fullKey}"`,
  );
});
