import { createKey, send } from "./support/client.ts";
import { expect, expectAccessible, readTraces, test } from "./support/portal.ts";

const tokenField = { name: "API token", exact: true };

test("an API token is made in the portal, used by a machine, and then nowhere to be found", async ({
  portal,
  merchant,
}) => {
  const { id } = merchant.application;
  await createKey(merchant.token, id);
  await portal.getByRole("button", { name: /Account menu/ }).click();
  await portal.getByRole("menuitem", { name: "API tokens" }).click();
  await expect(portal.getByRole("heading", { name: "No API tokens yet" })).toBeVisible();
  await expectAccessible(portal);

  await portal.getByRole("button", { name: "Create API token" }).click();
  await portal.getByRole("button", { name: "Create token", exact: true }).click();
  await expect(portal.getByText("The name is required")).toBeVisible();
  await expect(portal.getByText("At least one scope is required")).toBeVisible();
  await portal.getByLabel("Name").fill("Deployment");
  await portal.getByRole("checkbox", { name: "api-keys:read" }).click();
  await portal.getByRole("radio", { name: "On a date" }).click();
  await portal.getByLabel("Last day").fill("");
  await expect(portal.getByText("Choose a day")).toBeVisible();
  await portal.getByRole("radio", { name: "30 days" }).click();
  await expectAccessible(portal);
  await portal.getByRole("button", { name: "Create token", exact: true }).click();

  const field = portal.getByRole("textbox", tokenField);
  await expect(field).toHaveText(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  const token = (await field.textContent()) ?? "";
  await expectAccessible(portal);
  const command = await portal.getByRole("textbox", { name: "Command" }).textContent();
  expect(command).toContain(`-H "Authorization: Bearer ${token}"`);
  await portal.keyboard.press("Escape");
  await expect(portal.getByRole("alert").filter({ hasText: "Save the token first" })).toBeVisible();
  await expect(field).toHaveText(token);

  const keysPath = `/api/v1/applications/${id}/api-keys`;
  const keys = await send("GET", keysPath, { token });
  expect([keys.status, keys.body.data.length]).toEqual([200, 1]);
  await expect(portal.getByText("First call seen")).toBeVisible();
  const created = await send("POST", keysPath, { token, body: { description: "No" } });
  expect(created.status).toBe(403);
  expect(created.headers.get("www-authenticate")).toContain('error="insufficient_scope"');
  expect((await send("GET", "/api/v1/account/sessions", { token })).status).toBe(403);

  await portal.getByRole("checkbox", { name: "I have saved this token" }).click();
  await portal.getByRole("button", { name: "Done" }).click();
  await expect(portal.getByRole("dialog")).toBeHidden();
  await expect(portal.getByRole("button", { name: "Create API token" })).toBeFocused();
  const row = portal.getByRole("row", { name: /Deployment/ });
  await expect(row).toContainText("api-keys:read");
  await expect(row).not.toContainText("Never");
  const secret = token.split(".").at(-1) ?? "";
  expect(await readTraces(portal)).not.toContain(secret);
  await portal.reload();
  await expect(row).toBeVisible();
  expect(await readTraces(portal)).not.toContain(secret);
});

test("a revoked API token is refused at once", async ({ portal, merchant }) => {
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const body = { name: "Deployment", scopes: ["applications:read"], expiresAt };
  const made = await send("POST", "/api/v1/api-tokens", { token: merchant.token, body });
  const { token } = made.body;
  const use = async () => (await send("GET", "/api/v1/applications", { token })).status;
  expect(await use()).toBe(200);
  await portal.goto("/api-tokens");
  await expectAccessible(portal);
  await portal.getByRole("button", { name: "Revoke Deployment" }).click();
  await expectAccessible(portal);
  await portal.getByRole("button", { name: "Revoke token" }).click();
  await expect(portal.getByRole("heading", { name: "No API tokens yet" })).toBeVisible();
  await expect(portal.getByRole("heading", { name: "API tokens", exact: true })).toBeFocused();
  expect(await use()).toBe(401);
});

test("the .env line of an API token has a name of its own", async ({ portal, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await portal.goto("/api-tokens");
  await portal.getByRole("button", { name: "Create API token" }).click();
  await portal.getByLabel("Name").fill("Nightly audit");
  await portal.getByRole("checkbox", { name: "audit:read" }).click();
  await portal.getByRole("button", { name: "Create token", exact: true }).click();
  const token = await portal.getByRole("textbox", tokenField).textContent();
  await portal.getByRole("button", { name: "Copy as .env line" }).click();
  await expect(portal.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await portal.evaluate(() => navigator.clipboard.readText())).toBe(
    `KEYSMITH_API_TOKEN=${token}`,
  );
  const downloading = portal.waitForEvent("download");
  await portal.getByRole("button", { name: "Download", exact: true }).click();
  expect((await downloading).suggestedFilename()).toBe("nightly-audit.env");
});
