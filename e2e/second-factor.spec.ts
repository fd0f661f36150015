import type { CDPSession, Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { password, product, send } from "./support/client.ts";
import { inDatabase } from "./support/database.ts";
import {
  createKeyInPortal,
  expect,
  expectAccessible,
  type Merchant,
  signIn,
  test,
} from "./support/portal.ts";

/** A device that keeps passkeys and knows its owner at once. */
async function plugIn(page: Page): Promise<CDPSession> {
  const device = await page.context().newCDPSession(page);
  await device.send("WebAuthn.enable");
  await device.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return device;
}

function getCode(secret: string, periods = 0): string {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  return totp.generate({ timestamp: Date.now() + periods * 30_000 });
}

async function letProofsGrowOld({ email }: Merchant): Promise<void> {
  await inDatabase(
    (sql) => sql`
      update sessions set proved_at = now() - interval '11 minutes'
      where user_id = (select id from users where email = ${email})`,
  );
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /Account menu/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
}

async function enterPassword(page: Page, { email }: Merchant): Promise<void> {
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Reads the recovery codes off their dialog and says that they are saved. */
async function saveRecoveryCodes(page: Page): Promise<string[]> {
  const dialog = page.getByRole("dialog", { name: "Your recovery codes" });
  await expect(dialog.getByRole("listitem")).toHaveCount(10);
  const codes = await dialog.getByRole("listitem").allTextContents();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Save the codes first");
  await expectAccessible(page);
  await dialog.getByLabel("I have saved these codes").click();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeHidden();
  return codes;
}

async function addPasskey(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Add a passkey" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a passkey" });
  await dialog.getByLabel("Name").fill(name);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Continue" }).click();
  await expect(dialog).toBeHidden();
}

/** Sets up an authenticator app; answers its secret, the code that was used, and the recovery codes. */
async function addTotp(page: Page) {
  await page.getByRole("button", { name: "Set up app" }).click();
  const dialog = page.getByRole("dialog", { name: "Set up your authenticator app" });
  await expect(dialog.getByRole("img", { name: /QR code/ })).toBeVisible();
  await expectAccessible(page);
  const text = dialog.getByRole("textbox", { name: "Secret for manual entry" });
  const secret = (await text.textContent()) ?? "";
  await dialog.getByLabel("Authentication code").fill("000000");
  await dialog.getByRole("button", { name: "Turn on" }).click();
  await expect(dialog.getByText("This isn't the code that the app shows now")).toBeVisible();
  const usedCode = getCode(secret);
  await dialog.getByLabel("Authentication code").fill(usedCode);
  await dialog.getByRole("button", { name: "Turn on" }).click();
  return { secret, usedCode, codes: await saveRecoveryCodes(page) };
}

test("a passkey is added, named anew, signs in without a password, and is removed", async ({
  portal,
}) => {
  await plugIn(portal);
  await portal.goto("/account");
  await expectAccessible(portal);
  await addPasskey(portal, "Laptop");
  await saveRecoveryCodes(portal);
  await expect(portal.getByRole("listitem").filter({ hasText: "Laptop" })).toContainText(
    "never used",
  );
  await portal.getByRole("button", { name: "Add a passkey" }).click();
  await portal.getByRole("button", { name: "Continue" }).click();
  await expect(portal.getByText("already has a passkey for your account")).toBeVisible();
  await portal.getByRole("button", { name: "Cancel" }).click();
  await portal.getByRole("button", { name: "Rename Laptop" }).click();
  await portal.getByRole("textbox", { name: "Name" }).fill("Old laptop");
  await portal.getByRole("button", { name: "Rename", exact: true }).click();
  await expect(portal.getByText("Old laptop")).toBeVisible();

  await signOut(portal);
  await expectAccessible(portal);
  await portal.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(portal.getByRole("heading", { name: "Applications", exact: true })).toBeVisible();

  await portal.goto("/account");
  await expect(portal.getByText(/last used/)).toBeVisible();
  await portal.getByRole("button", { name: "Remove Old laptop" }).click();
  await expect(portal.getByRole("alertdialog")).toContainText("This is your last second factor");
  await expectAccessible(portal);
  await portal.getByRole("button", { name: "Remove passkey" }).click();
  await expect(portal.getByRole("alertdialog")).toBeHidden();
  await expect(portal.getByText("Old laptop")).toBeHidden();
  await signOut(portal);
  await portal.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(portal.getByText("No account uses this passkey")).toBeVisible();
});

test("a live key after a while asks for the passkey, and is shown without a word lost", async ({
  portal,
  merchant,
}) => {
  await plugIn(portal);
  await portal.goto("/account");
  await addPasskey(portal, "Laptop");
  await saveRecoveryCodes(portal);
  await letProofsGrowOld(merchant);
  await portal.goto(`/applications/${merchant.application.id}`);
  await portal.getByRole("button", { name: "Create API key" }).click();
  await portal.getByLabel("Description").fill("Checkout server");
  await portal.getByRole("button", { name: "Create key", exact: true }).click();
  const proof = portal.getByRole("dialog", { name: "Confirm it's you" });
  await expect(proof).toBeVisible();
  await expectAccessible(portal);
  await proof.getByRole("button", { name: "Cancel" }).click();
  await expect(portal.getByRole("alert")).toContainText("Confirm it's you");
  await expect(portal.getByLabel("Description")).toHaveValue("Checkout server");

  await portal.getByRole("button", { name: "Create key", exact: true }).click();
  await proof.getByRole("button", { name: "Use a passkey" }).click();
  const field = portal.getByRole("textbox", { name: "API key", exact: true });
  await expect(field).toHaveText(/^ks_live_[0-9A-Za-z]{49}$/);
  await portal.getByLabel("I have saved this key").click();
  await portal.getByRole("button", { name: "Done" }).click();
  const path = `/api/v1/applications/${merchant.application.id}/api-keys`;
  const { body } = await send("GET", path, { token: merchant.token });
  expect(body.data).toMatchObject([{ description: "Checkout server" }]);
});

test("who has a password only confirms by it, at a live key but not at a test key", async ({
  portal,
  merchant,
}) => {
  await letProofsGrowOld(merchant);
  const { body } = await send("POST", "/api/v1/applications", {
    token: merchant.token,
    body: { name: "Trial", environment: "test" },
  });
  await portal.goto(`/applications/${body.id}`);
  await createKeyInPortal(portal, "Trial key");
  await portal.getByLabel("I have saved this key").click();
  await portal.getByRole("button", { name: "Done" }).click();

  await portal.goto(`/applications/${merchant.application.id}`);
  await portal.getByRole("button", { name: "Create API key" }).click();
  await portal.getByLabel("Description").fill("Checkout server");
  await portal.getByRole("button", { name: "Create key", exact: true }).click();
  const proof = portal.getByRole("dialog", { name: "Confirm it's you" });
  await proof.getByLabel("Your password", { exact: true }).fill("not the right one");
  await proof.getByRole("button", { name: "Confirm" }).click();
  await expect(proof.getByText("Incorrect password")).toBeVisible();
  const cookiesBefore = await portal.context().cookies();
  await proof.getByLabel("Your password", { exact: true }).fill(password);
  await proof.getByRole("button", { name: "Confirm" }).click();
  const field = portal.getByRole("textbox", { name: "API key", exact: true });
  await expect(field).toHaveText(/^ks_live_/);

  const old = cookiesBefore.find(({ name }) => name.endsWith("keysmith.session"));
  const headers = { cookie: `${old?.name}=${old?.value}` };
  expect((await send("GET", "/api/v1/applications", { headers })).status).toBe(401);
});

test("an authenticator app is asked for at sign-in; a lost phone is replaced by a recovery code", async ({
  portal,
  merchant,
}) => {
  await portal.goto("/account");
  const { secret, usedCode, codes } = await addTotp(portal);
  await expect(portal.getByText("10 left")).toBeVisible();

  await signOut(portal);
  await enterPassword(portal, merchant);
  await expectAccessible(portal);
  await expect(portal.getByRole("button", { name: "Use a passkey" })).toBeHidden();
  const code = portal.getByLabel("Authentication code");
  await code.fill(usedCode);
  await portal.getByRole("button", { name: "Continue" }).click();
  await expect(portal.getByText("or already used")).toBeVisible();
  await code.fill(getCode(secret, 1));
  await portal.getByRole("button", { name: "Continue" }).click();
  await expect(portal.getByRole("heading", { name: "Applications", exact: true })).toBeVisible();

  await signOut(portal);
  await enterPassword(portal, merchant);
  await portal.getByRole("button", { name: "Use a recovery code" }).click();
  await portal.getByLabel("Recovery code").fill((codes[0] ?? "").toUpperCase());
  await portal.getByRole("button", { name: "Continue" }).click();
  await expect(portal.getByRole("heading", { name: "Applications", exact: true })).toBeVisible();

  await letProofsGrowOld(merchant);
  await portal.goto("/account");
  await expect(portal.getByText("9 left")).toBeVisible();
  await portal.getByRole("button", { name: "Remove app" }).click();
  const question = portal.getByRole("alertdialog");
  await question.getByRole("button", { name: "Remove app" }).click();
  const proof = portal.getByRole("dialog", { name: "Confirm it's you" });
  await proof.getByRole("button", { name: "Use a recovery code" }).click();
  await proof.getByLabel("Recovery code").fill(codes[1] ?? "");
  await proof.getByRole("button", { name: "Confirm" }).click();
  await expect(question).toBeHidden();
  const anew = await addTotp(portal);
  expect(anew.secret).not.toBe(secret);
  expect(anew.codes).not.toContain(codes[2]);
});

test("where the company demands a second factor, adding one is all that can be done until then", async ({
  portal,
  merchant,
}) => {
  await inDatabase(
    (sql) => sql`
      update merchants set require_second_factor = true where id = (
        select merchant_id from memberships
        where user_id = (select id from users where email = ${merchant.email}))`,
  );
  await portal.goto(`/applications/${merchant.application.id}`);
  await expect(portal).toHaveURL(`${product.url}/account`);
  await expect(portal.getByText("requires two-factor authentication")).toBeVisible();
  await expect(portal.getByRole("navigation", { name: "Main" })).toBeHidden();
  await expectAccessible(portal);
  await addTotp(portal);
  await expect(portal.getByText("requires two-factor authentication")).toBeHidden();
  await portal.getByRole("link", { name: "Applications" }).click();
  await expect(portal.getByRole("heading", { name: "Applications", exact: true })).toBeVisible();

  await signOut(portal);
  await signIn(portal, { email: product.demo.email, password: product.demo.password });
});
