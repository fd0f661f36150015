import type { Page } from "@playwright/test";
import {
  createKey,
  fetchToken,
  password,
  product,
  send,
  signUpMerchant,
} from "./support/client.ts";
import { createKeyInPortal, expect, expectAccessible, signIn, test } from "./support/portal.ts";
import { addMember, newEmail, openBrowser, verifyAddress, waitForLink } from "./support/team.ts";

async function inviteInPortal(page: Page, email: string, role: string) {
  await page.goto("/team");
  await page.getByRole("button", { name: "Invite a member" }).click();
  await page.getByLabel("Email address").fill(email);
  await page.getByRole("radio", { name: role }).click();
  await page.getByRole("button", { name: "Send invitation" }).click();
  await expect(page.getByRole("row", { name: email })).toBeVisible();
}

async function choose(page: Page, email: string, item: string) {
  await page.getByRole("button", { name: `Actions for ${email}` }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

test("from an invitation to the first key, as a new developer", async ({
  portal,
  merchant,
  browser,
}) => {
  const email = newEmail();
  await portal.goto("/team");
  await expect(portal.getByText("To invite people, confirm")).toBeVisible();
  await expect(portal.getByRole("button", { name: "Invite a member" })).toBeHidden();
  await expectAccessible(portal);
  await verifyAddress(merchant.email);
  await portal.reload();
  await portal.getByRole("button", { name: "Invite a member" }).click();
  await portal.getByLabel("Email address").fill("nonsense");
  await portal.getByRole("button", { name: "Send invitation" }).click();
  await expect(portal.getByText("Invalid email format")).toBeVisible();
  await expectAccessible(portal);
  await inviteInPortal(portal, email, "Developer");
  await expectAccessible(portal);

  const page = await openBrowser(browser);
  const link = await waitForLink(email);
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "Join Journey shop" })).toBeVisible();
  await expect(
    page.getByText(`${merchant.email} invites ${email} to join as a developer.`),
  ).toBeVisible();
  await expect(page).toHaveURL(`${product.url}/invitation`);
  await expectAccessible(page);
  await page.getByLabel("Password", { exact: true }).fill("short");
  await page.getByRole("button", { name: "Create account and join" }).click();
  await expect(page.getByText("at least 12 characters long")).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create account and join" }).click();
  await expect(page.getByRole("heading", { name: "Applications", exact: true })).toBeVisible();
  await page.getByRole("link", { name: merchant.application.name }).click();
  await createKeyInPortal(page, "My first key");

  await page.goto("/team");
  await expect(page.getByText("ask an admin or owner")).toBeVisible();
  const rows = page.getByRole("table", { name: "Members" }).getByRole("row");
  await expect(rows.nth(1)).toHaveText(new RegExp(`^${merchant.email}.*Owner$`));
  await expect(rows.nth(2)).toHaveText(new RegExp(`^${email}You.*Developer$`));
  await expect(page.getByRole("button", { name: "Invite a member" })).toBeHidden();
  await expectAccessible(page);
  await page.goto("/company");
  await expect(page.getByText("As a developer you can view these settings.")).toBeVisible();
  await expect(page.getByRole("textbox")).toHaveCount(0);
  await expectAccessible(page);

  await page.context().clearCookies();
  await page.goto(link);
  await expect(
    page.getByRole("heading", { name: "This invitation is no longer valid" }),
  ).toBeVisible();
  await expectAccessible(page);
  await portal.reload();
  await expect(portal.getByRole("row", { name: email })).toContainText("Developer");
  await page.context().close();
});

test("an invitation sent again kills the old link, and a withdrawn one opens nothing", async ({
  portal,
  merchant,
  browser,
}) => {
  await verifyAddress(merchant.email);
  const email = newEmail();
  await inviteInPortal(portal, email, "Viewer");
  const old = await waitForLink(email);
  await portal.getByRole("button", { name: `Resend the invitation to ${email}` }).click();
  await expect(portal.getByRole("status").filter({ hasText: "Invitation resent" })).toBeVisible();
  const next = await waitForLink(email, [old]);

  const page = await openBrowser(browser);
  await page.goto(old);
  await expect(
    page.getByRole("heading", { name: "This invitation is no longer valid" }),
  ).toBeVisible();
  await page.goto(next);
  await expect(page.getByRole("heading", { name: "Join Journey shop" })).toBeVisible();

  await portal.getByRole("button", { name: `Withdraw the invitation to ${email}` }).click();
  await expectAccessible(portal);
  await portal.getByRole("alertdialog").getByRole("button", { name: "Withdraw" }).click();
  await expect(portal.getByText("No open invitations.")).toBeVisible();
  await expect(portal.getByRole("heading", { name: "Open invitations" })).toBeFocused();
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create account and join" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "was withdrawn" })).toBeVisible();
  await page.goto("/invitation");
  await expect(page.getByRole("heading", { name: "This link is incomplete" })).toBeVisible();
  await page.context().close();
});

test("a removed member's open tab can do nothing, nor can their token", async ({
  portal,
  merchant,
  browser,
}) => {
  await verifyAddress(merchant.email);
  const member = await addMember(merchant.token, "developer");
  const token = await fetchToken(member.email, member.password);
  const theirs = await createKey(token, merchant.application.id, "Theirs");
  const page = await openBrowser(browser);
  await signIn(page, member);
  await page.getByRole("link", { name: merchant.application.name }).click();
  await expect(page.getByRole("row", { name: /Theirs/ })).toBeVisible();

  await portal.goto("/team");
  await choose(portal, member.email, "Remove from company");
  await expectAccessible(portal);
  await portal.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await expect(portal.getByRole("row", { name: member.email })).toBeHidden();
  await expect(portal.getByRole("heading", { name: "Members" })).toBeFocused();

  await page.getByRole("button", { name: "Create API key" }).click();
  await page.getByLabel("Description").fill("Too late");
  await page.getByRole("button", { name: "Create key", exact: true }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  const keys = `/api/v1/applications/${merchant.application.id}/api-keys`;
  expect((await send("GET", keys, { token })).status).toBe(401);
  const { body } = await send("GET", keys, { token: merchant.token });
  expect(body.data.map(({ id }: { id: string }) => id)).toEqual([theirs.id]);
  expect(body.data[0].createdByEmail).toBe(member.email);
  await portal.goto("/audit-log");
  await expect(portal.getByRole("row", { name: /Removed a member/ })).toContainText(merchant.email);
  await page.context().close();
});

test("a changed role changes what is offered, and the last owner cannot go", async ({
  portal,
  merchant,
  browser,
}) => {
  await verifyAddress(merchant.email);
  const member = await addMember(merchant.token, "viewer");
  const page = await openBrowser(browser);
  await signIn(page, member);
  await expect(page.getByRole("button", { name: "New application" })).toBeHidden();

  await portal.goto("/team");
  await choose(portal, member.email, "Change role");
  await expectAccessible(portal);
  await portal.getByRole("radio", { name: "Admin" }).click();
  await portal.getByRole("button", { name: "Change role", exact: true }).click();
  await expect(portal.getByRole("row", { name: member.email })).toContainText("Admin");
  await page.reload();
  await expect(page.getByRole("button", { name: "New application" })).toBeVisible();
  await page.goto("/team");
  await expect(page.getByRole("row", { name: merchant.email })).toContainText("Owner");
  await expect(page.getByRole("button", { name: `Actions for ${merchant.email}` })).toBeHidden();
  await expect(page.getByText("Only owners can add, change, or remove owners")).toBeVisible();

  await portal.getByRole("button", { name: "Leave company" }).click();
  const dialog = portal.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Leave" }).click();
  await expect(dialog.getByRole("alert")).toContainText("this is the last one");
  await dialog.getByRole("button", { name: "Stay" }).click();

  await page.getByRole("button", { name: "Leave company" }).click();
  await expectAccessible(page);
  await page.getByRole("alertdialog").getByRole("button", { name: "Leave" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await portal.reload();
  await expect(portal.getByRole("row", { name: member.email })).toBeHidden();
  await page.context().close();
});

test("the company is renamed, given to somebody else, and closed", async ({
  portal,
  merchant,
  browser,
}) => {
  await verifyAddress(merchant.email);
  const member = await addMember(merchant.token, "developer");
  await portal.goto("/company");
  await expectAccessible(portal);
  await portal.getByRole("textbox", { name: "Company name" }).fill("Corner shop");
  await portal.getByRole("button", { name: "Save name" }).click();
  await expect(portal.getByRole("button", { name: "Account menu, Corner shop" })).toBeVisible();
  await portal.getByRole("checkbox", { name: /Require two-factor authentication/ }).click();
  await portal.getByRole("textbox", { name: /Maximum lifetime/ }).fill("90");
  await portal.getByRole("button", { name: "Save policy" }).click();
  await expect(
    portal.getByRole("alert").filter({ hasText: "second factor yourself" }),
  ).toBeVisible();
  await portal.getByRole("checkbox", { name: /Require two-factor authentication/ }).click();
  await portal.getByRole("button", { name: "Save policy" }).click();
  await expect(portal.getByRole("status").filter({ hasText: "Policy saved" })).toBeVisible();
  await expectAccessible(portal);

  await portal.getByRole("button", { name: "Transfer ownership" }).click();
  const dialog = portal.getByRole("alertdialog");
  await expect(dialog).toContainText(member.email);
  await expectAccessible(portal);
  await dialog.getByRole("button", { name: "Transfer ownership" }).click();
  await expect(portal.getByText("Only owners can transfer ownership")).toBeVisible();
  await expect(portal.getByRole("button", { name: "Close company" })).toBeHidden();

  const page = await openBrowser(browser);
  await signIn(page, member);
  await page.goto("/company");
  await page.getByRole("button", { name: "Close company" }).click();
  const closing = page.getByRole("alertdialog");
  const confirm = closing.getByRole("button", { name: "Close company" });
  await expect(closing.getByRole("link", { name: merchant.application.name })).toBeVisible();
  await expect(closing.getByLabel("Company name")).toBeHidden();
  await expectAccessible(page);
  await closing.getByRole("button", { name: "Keep it" }).click();
  const token = await fetchToken(member.email, password);
  await send("DELETE", `/api/v1/applications/${merchant.application.id}`, { token });
  await page.reload();
  await page.getByRole("button", { name: "Close company" }).click();
  await closing.getByLabel("Company name").fill("Corner shop");
  await confirm.click();
  await expect(page).toHaveURL(/\/sign-in/);
  await portal.reload();
  await expect(portal).toHaveURL(/\/sign-in/);
  await page.context().close();
});

test("a person of two companies joins the second signed in, and switches between them", async ({
  page,
  merchant,
}) => {
  const host = await signUpMerchant("Night market");
  await verifyAddress(host.email);
  await send("POST", "/api/v1/invitations", {
    token: host.token,
    body: { email: merchant.email, role: "viewer" },
  });
  const link = await waitForLink(merchant.email);

  const stranger = await signUpMerchant("Elsewhere");
  await signIn(page, stranger);
  await page.goto(link);
  await expect(page.getByText(`You are signed in as ${stranger.email}`)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Sign out and continue" }).click();
  await page.getByRole("button", { name: "Sign in to join" }).click();
  await page.getByLabel("Email address").fill(merchant.email);
  await page.getByLabel("Password", { exact: true }).fill(merchant.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("button", { name: "Join", exact: true }).click();
  await expect(page.getByRole("button", { name: "Account menu, Night market" })).toBeVisible();
  await expect(page.getByRole("link", { name: merchant.application.name })).toBeHidden();

  const stale = await page.context().newPage();
  await stale.goto("/team");
  await page.getByRole("button", { name: /Account menu/ }).click();
  await expectAccessible(page);
  await page.getByRole("menuitemradio", { name: "Journey shop" }).click();
  await expect(page.getByRole("button", { name: "Account menu, Journey shop" })).toBeVisible();
  await expect(page.getByRole("link", { name: merchant.application.name })).toBeVisible();

  await stale.getByRole("button", { name: "Leave company" }).click();
  const dialog = stale.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Leave" }).click();
  await expect(dialog.getByRole("alert")).toContainText("switched companies");
  await stale.reload();
  await expect(stale.getByRole("button", { name: "Account menu, Journey shop" })).toBeVisible();
});
