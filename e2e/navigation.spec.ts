import type { Page, Request } from "@playwright/test";
import { expect, test } from "./support/portal.ts";

/** Matches what Next's router asks for, in advance or to navigate. */
const routerRequest = /[?&]_rsc=/;

/** Holds back every response to the router; returns a function that lets them pass. */
async function holdNavigations(page: Page): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(routerRequest, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

async function expectLoadingState(page: Page, opened: string, go: () => Promise<void>) {
  // Not by its role, which a dialog hides.
  const left = await page.locator("h1").elementHandle();
  const release = await holdNavigations(page);
  await go();
  const loading = page.locator("[data-loading-state]");
  await expect(loading).toBeVisible();
  expect(await left?.isVisible()).toBe(false);
  release();
  await expect(page.getByRole("heading", { level: 1, name: opened })).toBeVisible();
  await expect(loading).toBeHidden();
  await page.unrouteAll();
}

test("a page of the portal shows a loading state while the server is slow", async ({ portal }) => {
  await expectLoadingState(portal, "Team", () =>
    portal.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Team" }).click(),
  );
  await portal.getByRole("button", { name: /Account menu/ }).click();
  await expectLoadingState(portal, "Company settings", () =>
    portal.getByRole("menuitem", { name: "Company settings" }).click(),
  );
});

test("signing up and the documentation show one too", async ({ page }) => {
  await page.goto("/sign-in");
  await expectLoadingState(page, "Create an account", () =>
    page.getByRole("link", { name: "Create an account" }).click(),
  );
  await page.goto("/docs");
  await expectLoadingState(page, "Quick start", () =>
    page
      .getByRole("link", { name: /^Quick start/ })
      .last()
      .click(),
  );
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("leaked");
  await page.getByRole("option").first().waitFor();
  await expectLoadingState(page, "Leaked keys", () => page.keyboard.press("Enter"));
});

test("a link is prefetched when the pointer or the focus reaches it, and opens at once", async ({
  page,
}) => {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (routerRequest.test(request.url())) asked.push(new URL(request.url()).pathname);
  });
  await page.goto("/docs", { waitUntil: "networkidle" });
  expect(asked).toEqual([]);
  const nav = page.getByRole("navigation", { name: "Documentation" });
  // The first request asks for the route only. Next ends the second itself, when it has read it.
  const isPage = (request: Request) =>
    routerRequest.test(request.url()) && !("next-router-segment-prefetch" in request.headers());
  const prefetched = Promise.race([
    page.waitForEvent("requestfinished", isPage),
    page.waitForEvent("requestfailed", isPage),
  ]);
  await nav.getByRole("link", { name: "Leaked keys" }).focus();
  await prefetched;
  expect(new Set(asked)).toEqual(new Set(["/docs/guides/leaked-keys"]));

  const release = await holdNavigations(page);
  await nav.getByRole("link", { name: "Leaked keys" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Leaked keys" })).toBeVisible();
  release();
  await page.unrouteAll();
});

test("signed-out visitors are sent to sign in by the status, not by a script", async ({
  request,
}) => {
  for (const path of ["/audit-log?action=member.joined", "/applications", "/team"]) {
    const response = await request.get(path, { maxRedirects: 0 });
    expect(response.status(), path).toBe(307);
    expect(response.headers().location).toBe(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
  }
});
