import type { Page } from "@playwright/test";
import { createKey, send } from "./support/client.ts";
import { inDatabase } from "./support/database.ts";
import { expect, expectAccessible, test } from "./support/portal.ts";
import { verifyAddress } from "./support/team.ts";

const discarding = { name: "Discard what you entered?" };

interface FormCase {
  opener: string;
  item?: string;
  label: string;
}

/** Opens a form, and leaves it by Escape: at once while nothing is entered, after a question then. */
async function expectGuarded(portal: Page, path: string, { opener: name, item, label }: FormCase) {
  await portal.goto(path);
  const question = portal.getByRole("alertdialog", discarding);
  const opener = portal.getByRole("button", { name, exact: true });
  const dialog = portal.locator("[role=dialog], [role=alertdialog]").first();
  const field = dialog.getByLabel(label);
  const show = async () => {
    await opener.click();
    if (item) await portal.getByRole("menuitem", { name: item }).click();
    await expect(field).toBeFocused();
  };
  await show();
  await portal.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();

  await show();
  await portal.keyboard.type("Cash desk at");
  await portal.keyboard.press("Escape");
  await question.getByRole("button", { name: "Keep editing" }).click();
  await expect(question).toBeHidden();
  await expect(field).toHaveValue("Cash desk at");
  await expect(field).toBeFocused();
  await portal.keyboard.press("Escape");
  await question.getByRole("button", { name: "Discard" }).click();
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
}

test("the forms of an application ask before they discard what was entered", async ({
  portal,
  merchant: { token, application },
}) => {
  const path = `/applications/${application.id}`;
  const { id } = await createKey(token, application.id, "Till");
  await expectGuarded(portal, path, { opener: "Create API key", label: "Description" });
  await expectGuarded(portal, path, { opener: "Revoke Till", label: "Reason" });
  const rename = { opener: "Application settings", item: "Rename", label: "Name" };
  await expectGuarded(portal, path, rename);
  const key = `${path}/api-keys/${id}`;
  await expectGuarded(portal, key, { opener: "Edit", label: "Description" });
});

test("the forms of a company ask before they discard what was entered", async ({
  portal,
  merchant,
}) => {
  await verifyAddress(merchant.email);
  await expectGuarded(portal, "/applications", { opener: "New application", label: "Name" });
  await expectGuarded(portal, "/team", { opener: "Invite a member", label: "Email address" });
  await expectGuarded(portal, "/api-tokens", { opener: "Create API token", label: "Name" });
});

test("a press outside, the close button and the tab ask too; the cancel button doesn't", async ({
  portal,
}) => {
  const question = portal.getByRole("alertdialog", discarding);
  const dialog = portal.getByRole("dialog");
  await portal.getByRole("button", { name: "Create API key" }).click();
  await dialog.getByLabel("Description").fill("Cash desk");
  await portal.mouse.click(5, 5);
  await expect(question).toBeVisible();
  await expectAccessible(portal);
  await portal.mouse.click(5, 5);
  await portal.keyboard.press("Escape");
  await expect(question).toBeHidden();
  await dialog.getByRole("button", { name: "Close" }).click();
  await question.getByRole("button", { name: "Keep editing" }).click();
  const asked = portal.waitForEvent("dialog");
  const closing = portal.close({ runBeforeUnload: true });
  const inBrowser = await asked;
  expect(inBrowser.type()).toBe("beforeunload");
  await inBrowser.dismiss();
  await closing;
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toBeHidden();
  await portal.getByRole("button", { name: "Create API key" }).click();
  await expect(dialog.getByLabel("Description")).toHaveValue("");
});

/** Holds GET requests of a path until they're released. */
async function holdRequest(page: Page, path: string) {
  const { promise: isReleased, resolve: release } = Promise.withResolvers<void>();
  const isHeld = (url: URL) => url.pathname + url.search === path;
  await page.route(isHeld, async (route) => {
    if (route.request().method() === "GET") await isReleased;
    await route.continue();
  });
  return async () => {
    release();
    await page.unrouteAll({ behavior: "wait" });
  };
}

test("what is typed while a dialog loads never closes it, and its field has the focus", async ({
  portal,
  merchant,
}) => {
  const { id } = merchant.application;
  const loading = [
    {
      request: "/api/v1/account/second-factor",
      dialog: portal.getByRole("dialog", { name: "Confirm it's you" }),
      field: "Your password",
      open: async () => {
        await inDatabase(
          (sql) => sql`
            update sessions set proved_at = now() - interval '11 minutes'
            where user_id = (select id from users where email = ${merchant.email})`,
        );
        await portal.goto(`/applications/${id}`);
        await portal.getByRole("button", { name: "Create API key" }).click();
        await portal.getByLabel("Description").fill("Till");
        await portal.keyboard.press("Enter");
      },
    },
    {
      request: `/api/v1/applications/${id}`,
      dialog: portal.getByRole("alertdialog", { name: "Delete this application?" }),
      field: "Application name",
      open: async () => {
        await portal.goto(`/applications/${id}`);
        await portal.getByRole("button", { name: "Application settings" }).click();
        await portal.getByRole("menuitem", { name: "Delete application" }).click();
      },
    },
    {
      request: "/api/v1/applications?limit=10",
      dialog: portal.getByRole("alertdialog", { name: "Close this company?" }),
      field: "Company name",
      open: async () => {
        await send("DELETE", `/api/v1/applications/${id}`, { token: merchant.token });
        await portal.goto("/company");
        await portal.getByRole("button", { name: "Close company" }).click();
      },
    },
  ];
  for (const { request, dialog, field: label, open } of loading) {
    await test.step(label, async () => {
      const release = await holdRequest(portal, request);
      await open();
      await expect(dialog).toBeFocused();
      await portal.keyboard.type("correct horse ");
      await portal.keyboard.press("Enter");
      await expect(dialog).toBeVisible();
      await release();
      const field = dialog.getByLabel(label, { exact: true });
      await expect(field).toBeFocused();
      await portal.keyboard.type("battery staple");
      await expect(field).toHaveValue("battery staple");
      await portal.keyboard.press("Escape");
      await expect(dialog).toBeHidden();
    });
  }
});

test("a dialog's code is loaded as its button is approached, and asked for again after a failure", async ({
  portal,
}) => {
  const chunks: string[] = [];
  const isChunk = /\/_next\/static\/chunks\//;
  await portal.waitForLoadState("networkidle");
  portal.on("request", (request) => {
    if (isChunk.test(request.url())) chunks.push(request.url());
  });
  const create = portal.getByRole("button", { name: "Create API key" });
  await portal.route(isChunk, (route) => route.abort());
  await create.click();
  const failure = portal.getByRole("alert").filter({ hasText: "couldn't be loaded" });
  await expect(failure).toBeVisible();
  await failure.getByRole("button", { name: "Dismiss" }).click();
  await expect(failure).toBeHidden();
  await portal.unrouteAll();
  chunks.length = 0;
  await portal.mouse.move(0, 0);
  await create.hover();
  await expect.poll(() => chunks.length).toBeGreaterThan(0);
  await create.click();
  await expect(portal.getByLabel("Description")).toBeFocused();
});
