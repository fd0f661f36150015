import { product } from "./support/client.ts";
import { expect, expectAccessible, signIn, test } from "./support/portal.ts";

test("a session on another device is seen and ended, and its open tab can do nothing", async ({
  portal,
  merchant,
  browser,
}) => {
  const userAgent =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";
  const phone = await browser.newContext({ baseURL: product.url, userAgent });
  const other = await phone.newPage();
  await signIn(other, merchant);

  await portal.goto("/account");
  const rows = portal.getByRole("listitem");
  await expect(rows.filter({ hasText: "This browser" })).toContainText("Chrome on Linux");
  await expect(rows.filter({ hasText: "Safari on iOS" })).toContainText("seen");
  await expectAccessible(portal);
  await portal.getByRole("button", { name: "End Safari on iOS" }).click();
  await expect(rows.filter({ hasText: "Safari on iOS" })).toBeHidden();
  await expect(portal.getByRole("heading", { name: "Sessions" })).toBeFocused();
  await other.reload();
  await expect(other).toHaveURL(/\/sign-in/);

  await signIn(other, merchant);
  await portal.reload();
  await portal.getByRole("button", { name: "End all others" }).click();
  await expectAccessible(portal);
  await portal.getByRole("alertdialog").getByRole("button", { name: "End all others" }).click();
  await expect(rows.filter({ hasText: "Safari on iOS" })).toBeHidden();
  await expect(portal.getByRole("button", { name: "End all others" })).toBeHidden();
  await other.reload();
  await expect(other).toHaveURL(/\/sign-in/);
  await portal.reload();
  await expect(portal).toHaveURL(/\/account/);
  await phone.close();
});
