import type { Page } from "@playwright/test";
import { send } from "./support/client.ts";
import { expect, expectAccessible, test } from "./support/portal.ts";

const whoami = (fullKey: string) => send("GET", "/api/v1/whoami", { token: fullKey });

const field = (page: Page) => page.getByRole("textbox", { name: "Rate limit" });

async function limitTo(page: Page, limit: string, window: string) {
  await field(page).fill(limit);
  await page.getByRole("combobox", { name: "Rate limit window" }).click();
  await page.getByRole("option", { name: window }).click();
}

async function edit(page: Page, change: () => Promise<void>) {
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await change();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
}

test("a key is created with a rate limit, which holds, is changed and is taken away", async ({
  portal,
  merchant,
}) => {
  await portal.getByRole("button", { name: "Create API key" }).click();
  const dialog = portal.getByRole("dialog", { name: "Create API key" });
  const options = dialog.getByRole("button", { name: /^More options/ });
  await dialog.getByLabel("Description").fill("Till");
  await options.click();
  await field(portal).fill("many");
  await expect(dialog.getByText("The limit must be a whole number from 1")).toBeVisible();
  await expectAccessible(portal);
  await dialog.getByRole("button", { name: "Create key", exact: true }).click();
  await expect(field(portal)).toHaveAttribute("aria-invalid", "true");
  await limitTo(portal, "2", "per hour");
  await expect(
    dialog.getByText("Calls over the limit are refused until the hour ends."),
  ).toBeVisible();
  await options.click();
  await expect(options).toContainText("From anywhere · 2 requests per hour");
  await dialog.getByRole("button", { name: "Create key", exact: true }).click();
  const secret = portal.getByRole("textbox", { name: "API key", exact: true });
  await expect(secret).toHaveText(/^ks_live_/);
  const fullKey = (await secret.textContent()) ?? "";
  await portal.getByRole("checkbox", { name: "I have saved this key" }).click();
  await portal.getByRole("button", { name: "Done" }).click();

  for (const status of [200, 200, 429]) expect((await whoami(fullKey)).status).toBe(status);
  await portal.getByRole("link", { name: "Till" }).click();
  const details = portal.getByRole("region", { name: "Details" });
  await expect(details).toContainText("2 requests per hour");
  const usage = portal.getByRole("region", { name: "Usage" });
  await expect(async () => {
    await portal.reload();
    await expect(usage).toContainText("refused (over the rate limit)", { timeout: 2000 });
  }).toPass();
  await expectAccessible(portal);

  await edit(portal, async () => {
    await expect(field(portal)).toHaveValue("2");
    await limitTo(portal, "1000", "per day");
    await expectAccessible(portal);
  });
  await expect(details).toContainText("1,000 requests per day");
  await expect(portal.getByRole("region", { name: "History" })).toContainText(": Rate limit");
  expect((await whoami(fullKey)).headers.get("ratelimit")).toContain('"key";r=999;');

  await edit(portal, () => field(portal).fill(""));
  await expect(details).toContainText("None: no limit is set for this key");
  expect((await whoami(fullKey)).headers.get("ratelimit")).not.toContain('"key"');
  const path = `/api/v1/applications/${merchant.application.id}/api-keys`;
  const { body } = await send("GET", path, { token: merchant.token });
  expect(body.data).toMatchObject([{ description: "Till", rateLimit: null }]);
});
