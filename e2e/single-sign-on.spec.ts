import type { BrowserContext, Page } from "@playwright/test";
import { inDatabase } from "./support/database.ts";
import { readMails } from "./support/mailbox.ts";
import { createKeyInPortal, expect, expectAccessible } from "./support/portal.ts";
import {
  continueAs,
  countAccounts,
  fillIn,
  signOut,
  signUpByPassword,
  test,
} from "./support/single-sign-on.ts";

test.describe.configure({ mode: "default", timeout: 60_000 });

const applications = (page: Page) =>
  page.getByRole("heading", { name: "Applications", exact: true });

/** The address by which the provider leads back, held up before the product sees it. */
async function catchReturn(context: BrowserContext, sub: string, wishes = ""): Promise<URL> {
  const { request } = context;
  const { csrfToken } = await (await request.get("/api/auth/csrf")).json();
  const form = { csrfToken, callbackUrl: "/applications", json: "true" };
  const begun = await request.post(`/api/auth/signin/oidc${wishes}`, { form });
  let url = new URL((await begun.json()).url);
  while (url.pathname !== "/api/auth/callback/oidc") {
    const isChoice = url.pathname.startsWith("/choose/");
    const answer = await request.fetch(url.href, {
      maxRedirects: 0,
      ...(isChoice && { method: "POST", form: { sub } }),
    });
    url = new URL(answer.headers().location ?? "", url);
  }
  return url;
}

test("whoever has no account founds a company by single sign-on, makes a key, and comes back", async ({
  page,
}) => {
  await page.goto("/sign-up");
  await expectAccessible(page);
  await continueAs(page, "olga");
  await expect(page).toHaveURL(/\/sign-up\/company$/);
  await expect(page.getByText("olga@sso.test")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("The company name is required")).toBeVisible();
  await page.getByLabel("Company name").fill("Olga's shop");
  await page.getByRole("button", { name: "Create account" }).click();

  await expect(applications(page)).toBeVisible();
  await page.getByRole("button", { name: "Create your first application" }).click();
  await page.getByLabel("Name").fill("Checkout");
  await page.getByRole("button", { name: "Create application" }).click();
  expect(await createKeyInPortal(page, "First key")).toMatch(/^ks_test_/);
  await page.getByRole("checkbox", { name: "I have saved this key" }).click();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();

  await page.goto("/account");
  await signOut(page);
  await page.goto("/sign-in?callbackUrl=%2Fhygiene");
  await page.getByRole("button", { name: "Continue with Acme ID" }).click();
  await expect(page).toHaveURL(/\/hygiene$/);
  await page.goto("/sign-up/company");
  await expect(page).toHaveURL(/\/applications$/);
});

test("an account with a password is linked only where its person signs in and agrees", async ({
  page,
  product,
}) => {
  await signUpByPassword(product.url, "linus@sso.test");
  await page.goto("/sign-in");
  await expectAccessible(page);
  await continueAs(page, "linus");
  await expect(page.getByText("An account with linus@sso.test already exists")).toBeVisible();
  await expectAccessible(page);
  await fillIn(page, "linus@sso.test");
  await expect(page.getByRole("heading", { name: "Link your Acme ID account?" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Not now" }).click();
  await expect(applications(page)).toBeVisible();
  await page.goto("/account");
  await expect(page.getByRole("button", { name: "Connect Acme ID" })).toBeVisible();

  await page.goto("/account/link");
  await page.getByRole("button", { name: "Link account" }).click();
  await expect(page).toHaveURL(/\/account$/);
  await expect(page.getByRole("button", { name: "Disconnect Acme ID" })).toBeVisible();
  await expectAccessible(page);
  await expect
    .poll(async () => (await readMails(product.dataDir)).join("\n"))
    .toContain("Subject: Acme ID was linked to your account");
  await page.goto("/account/link");
  await expect(page.getByRole("heading", { name: "Nothing to link" })).toBeVisible();

  await page.goto("/account");
  await signOut(page);
  await page.getByRole("button", { name: "Continue with Acme ID" }).click();
  await expect(applications(page)).toBeVisible();
  await page.goto("/account");
  await page.getByRole("button", { name: "Disconnect Acme ID" }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Disconnect", exact: true }).click();
  await expect(page.getByRole("button", { name: "Connect Acme ID" })).toBeVisible();
});

test("an account under another address is connected from the account page, and by nobody else", async ({
  page,
  product,
  browser,
}) => {
  await signUpByPassword(product.url, "pia@sso.test");
  await page.goto("/sign-in?callbackUrl=%2Faccount");
  await fillIn(page, "pia@sso.test");
  await page.getByRole("button", { name: "Connect Acme ID" }).click();
  await page.getByRole("button", { name: "Continue as paul" }).click();
  await expect(page.getByRole("heading", { name: "Link your Acme ID account?" })).toBeVisible();
  await page.waitForLoadState();
  await expect(page.getByText("paul@elsewhere.test")).toBeVisible();
  await page.getByRole("button", { name: "Link account" }).click();
  await expect(page.getByText("paul@elsewhere.test")).toBeVisible();

  const elsewhere = await browser.newContext({ baseURL: product.url });
  const other = await elsewhere.newPage();
  await signUpByPassword(product.url, "pim@sso.test");
  await other.goto("/sign-in?callbackUrl=%2Faccount");
  await fillIn(other, "pim@sso.test");
  await other.getByRole("button", { name: "Connect Acme ID" }).click();
  await other.getByRole("button", { name: "Continue as paul" }).click();
  await expect(other.getByRole("heading", { name: /is linked to someone else/ })).toBeVisible();
  await other.goto("/sign-in?error=OAuthCallback");
  await expect(other.getByRole("heading", { name: "Something went wrong" })).toBeVisible();
  await expectAccessible(other);
  await elsewhere.close();
});

test("an address that the provider has not verified makes and links nothing", async ({
  page,
  product,
}) => {
  await signUpByPassword(product.url, "ulla@sso.test");
  const before = await countAccounts(product);
  for (const sub of ["ulla", "nadia"] as const) {
    await page.goto("/sign-in");
    await continueAs(page, sub);
    await expect(
      page.getByRole("alert").filter({ hasText: "hasn't verified your email" }),
    ).toBeVisible();
    await expectAccessible(page);
    await page.context().clearCookies();
  }
  await page.goto("/sign-up/company");
  await expect(page).toHaveURL(/\/sign-up$/);
  expect(await countAccounts(product)).toBe(before);
});

test("a company that requires single sign-on refuses a password and says why", async ({
  page,
  product,
}) => {
  await signUpByPassword(product.url, "demanding@sso.test");
  await inDatabase(
    (sql) => sql`
      update merchants set single_sign_on_only = true
      where id in (select merchant_id from memberships m join users u on u.id = m.user_id
        where u.email = 'demanding@sso.test')`,
    product.dataDir,
  );
  await page.goto("/sign-in");
  await fillIn(page, "demanding@sso.test");
  await expect(
    page.getByRole("alert").filter({ hasText: "requires single sign-on" }),
  ).toBeVisible();
});

test("a second factor that the provider has asked for counts for the company that demands one", async ({
  page,
  product,
}) => {
  await page.goto("/sign-up");
  await continueAs(page, "petra");
  await expect(page.getByRole("heading", { name: "One last step" })).toBeVisible();
  await page.waitForLoadState();
  await page.getByLabel("Company name").fill("Petra's shop");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(applications(page)).toBeVisible();
  await inDatabase(
    (sql) => sql`update merchants set require_second_factor = true where name = ${"Petra's shop"}`,
    product.dataDir,
  );
  await page.reload();
  await expect(applications(page)).toBeVisible();
});

test("whoever proves to be themselves by the provider once more gets a new session for the old one", async ({
  page,
  context,
  product,
}) => {
  await signUpByPassword(product.url, "tilda@sso.test");
  await page.goto("/sign-in");
  await continueAs(page, "tilda");
  await fillIn(page, "tilda@sso.test");
  await page.getByRole("heading", { name: "Link your Acme ID account?" }).waitFor();
  await page.waitForLoadState();
  await page.getByRole("button", { name: "Link account" }).click();
  await expect(page).toHaveURL(/\/account$/);

  const readSessions = () =>
    inDatabase(
      (sql) => sql`
        select s.id, s.provider, s.proved_at > now() - interval '1 minute' as is_proved
        from sessions s join users u on u.id = s.user_id where u.email = 'tilda@sso.test'`,
      product.dataDir,
    );
  const [before] = await readSessions();
  await inDatabase(
    (sql) =>
      sql`update sessions set proved_at = now() - interval '1 hour' where id = ${before?.id}`,
    product.dataDir,
  );
  const back = await catchReturn(context, "tilda", "?prompt=login&max_age=0");
  await page.goto(back.href);
  await expect(applications(page)).toBeVisible();
  const [after, ...others] = await readSessions();
  expect(others).toEqual([]);
  expect(after).toMatchObject({ provider: "oidc", is_proved: true });
  expect(after?.id).not.toBe(before?.id);
});

test("a return that was not begun in this browser, or comes twice, begins no session", async ({
  page,
  context,
}) => {
  const session = async () =>
    (await context.cookies()).find(({ name }) => name.endsWith("keysmith.session"));
  const expectRefused = async (url: URL) => {
    await page.goto(url.href);
    await expect(page.getByRole("alert").filter({ hasText: "Couldn't sign in" })).toBeVisible();
    expect(await session()).toBeUndefined();
  };

  for (const name of ["state", "pkce-code-verifier", "nonce"].map((each) => `keysmith.${each}`)) {
    const earlier = await catchReturn(context, "oda");
    expect(earlier.searchParams.get("code")).toBeTruthy();
    const kept = (await context.cookies()).find((cookie) => cookie.name === name);
    expect(kept).toMatchObject({ httpOnly: true, sameSite: "Lax" });
    const missing = await catchReturn(context, "oda");
    await context.clearCookies({ name });
    await expectRefused(missing);
    const mixed = await catchReturn(context, "oda");
    await context.addCookies(kept ? [kept] : []);
    await expectRefused(mixed);
  }

  const forged = await catchReturn(context, "oda");
  forged.searchParams.set("state", "forged");
  await expectRefused(forged);

  const good = await catchReturn(context, "oda");
  await page.goto(good.href);
  await expect(page.getByRole("heading", { name: "One last step" })).toBeVisible();
  await expectRefused(good);
});

test("callbackUrl leads nowhere but to our own origin", async ({ page, context, product }) => {
  await page.goto("/sign-in");
  const { csrfToken } = await (await context.request.get("/api/auth/csrf")).json();
  for (const callbackUrl of ["https://evil.test/", "//evil.test", "javascript:alert(1)", "\\x"]) {
    const form = { csrfToken, callbackUrl, json: "true" };
    await context.request.post("/api/auth/signin/oidc", { form });
    const cookie = (await context.cookies()).find(({ name }) => name.endsWith("callback-url"));
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });
    expect(new URL(decodeURIComponent(cookie?.value ?? "")).origin).toBe(product.url);
  }
  const withoutToken = await context.request.post("/api/auth/signin/oidc", {
    form: { callbackUrl: "/", json: "true" },
  });
  expect((await withoutToken.json()).url).toBe(`${product.url}/sign-in?error=csrf`);
});
