import { createApplication, password, product, signUpMerchant } from "./support/client.ts";
import { inDatabase } from "./support/database.ts";
import { expect, expectAccessible, signIn, test } from "./support/portal.ts";

test("signing out ends the session: the old cookie opens nothing", async ({ portal, context }) => {
  const cookies = await context.cookies();
  const session = cookies.find(({ name }) => name.endsWith("keysmith.session"));
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax" });
  await portal.getByRole("button", { name: /Account menu/ }).click();
  await expectAccessible(portal);
  await portal.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(portal).toHaveURL(/\/sign-in/);
  await context.addCookies(cookies);
  const answer = await context.request.get(`${product.url}/api/v1/applications`);
  expect(answer.status()).toBe(401);
  await portal.goto("/applications");
  await expect(portal).toHaveURL(/\/sign-in/);
});

test("a changed password ends every other session, and the old one signs nobody in", async ({
  portal,
  merchant,
  browser,
}) => {
  const elsewhere = await browser.newContext({ baseURL: product.url });
  const other = await elsewhere.newPage();
  await signIn(other, merchant);

  await portal.goto("/account");
  await expectAccessible(portal);
  await portal.getByLabel("Current password", { exact: true }).fill("not the right one");
  await portal.getByLabel("New password", { exact: true }).fill("a quite different passphrase");
  await portal.getByRole("button", { name: "Change password" }).click();
  await expect(portal.getByText("The current password is incorrect")).toBeVisible();
  await portal.getByLabel("Current password", { exact: true }).fill(password);
  await portal.getByRole("button", { name: "Change password" }).click();
  await expect(portal.getByRole("status").filter({ hasText: /changed/i })).toBeVisible();

  await other.reload();
  await expect(other).toHaveURL(/\/sign-in/);
  await other.getByLabel("Email address").fill(merchant.email);
  await other.getByLabel("Password", { exact: true }).fill(password);
  await other.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(
    other.getByRole("alert").filter({ hasText: "Incorrect email or password." }),
  ).toBeVisible();
  await expectAccessible(other);
  await portal.reload();
  await expect(portal).toHaveURL(/\/account/);
  await elsewhere.close();
});

test("whoever comes by a deep link is led there after signing in, and never elsewhere", async ({
  page,
  merchant,
}) => {
  const path = `/applications/${merchant.application.id}`;
  await page.goto(path);
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
  await page.getByLabel("Email address").fill(merchant.email);
  await page.getByLabel("Password", { exact: true }).fill(merchant.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(`${product.url}${path}`);

  await page.context().clearCookies();
  await page.goto("/sign-in?callbackUrl=https%3A%2F%2Fevil.test%2F");
  await page.getByLabel("Email address").fill(merchant.email);
  await page.getByLabel("Password", { exact: true }).fill(merchant.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(`${product.url}/applications`);
});

test("an ended session says so, and what was typed comes back after signing in", async ({
  portal,
  merchant,
}) => {
  await portal.getByRole("button", { name: "Create API key" }).click();
  const dialog = portal.getByRole("dialog", { name: "Create API key" });
  await dialog.getByLabel("Description").fill("Typed before");
  await dialog.getByRole("radio", { name: "90 days" }).click();
  await dialog.getByRole("checkbox", { name: "payments:write" }).click();
  await inDatabase(
    (sql) => sql`
      update sessions set idle_expires_at = now() - interval '1 minute'
      where kind = 'portal' and user_id = (select id from users where email = ${merchant.email})`,
  );
  await dialog.getByRole("button", { name: "Create key", exact: true }).click();

  await expect(portal).toHaveURL(/\/sign-in/);
  await expect(portal.getByRole("status")).toContainText("because you weren't active");
  await expectAccessible(portal);
  await portal.getByLabel("Email address").fill(merchant.email);
  await portal.getByLabel("Password", { exact: true }).fill(merchant.password);
  await portal.getByRole("button", { name: "Sign in", exact: true }).click();

  await expect(dialog.getByLabel("Description")).toHaveValue("Typed before");
  await expect(dialog.getByRole("checkbox", { name: "payments:write" })).toBeChecked();
  await expect(dialog.getByText(/^Until /)).toBeVisible();
  expect(await portal.evaluate(() => sessionStorage.length)).toBe(0);
  await dialog.getByRole("button", { name: "Create key", exact: true }).click();
  await expect(portal.getByRole("textbox", { name: "API key", exact: true })).toBeVisible();
});

test("another merchant's application is no page of mine", async ({ portal }) => {
  const stranger = await signUpMerchant();
  const theirs = await createApplication(stranger.token, "Secret project");
  await portal.goto(`/applications/${theirs.id}`);
  await expect(portal.getByText("Secret project")).toBeHidden();
  await expect(portal.getByRole("heading", { level: 1 })).toBeVisible();
});

test("the theme is chosen in the menu and stays", async ({ portal }) => {
  const isDark = () => portal.evaluate(() => document.documentElement.classList.contains("dark"));
  expect(await isDark()).toBe(false);
  await portal.getByRole("button", { name: /Account menu/ }).click();
  await portal.getByRole("menuitemradio", { name: "Dark" }).click();
  expect(await isDark()).toBe(true);
  await portal.reload();
  expect(await isDark()).toBe(true);
});
