import type { Page } from "@playwright/test";
import { product } from "./support/client.ts";
import { expect, expectAccessible, test } from "./support/portal.ts";

const createPage = "/docs/reference/create-api-key";

const measureWidth = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

async function fetchText(path: string) {
  const response = await fetch(product.url + path);
  const type = response.headers.get("content-type");
  return { status: response.status, type, text: await response.text() };
}

test("every page of the navigation is there, with one heading, and as Markdown", async ({
  page,
}) => {
  await page.goto("/docs");
  const links = page
    .getByRole("navigation", { name: "Documentation" })
    .locator("a[href*='/docs/']");
  const paths = await links.evaluateAll((found) => found.map((link) => link.getAttribute("href")));
  expect(paths).toContain(createPage);
  const index = await fetchText("/llms.txt");
  expect(index).toMatchObject({ status: 200, type: "text/plain; charset=utf-8" });
  for (const path of paths) {
    const document = await fetchText(`${path}`);
    expect(document.status, `${path}`).toBe(200);
    expect(document.text.match(/<h1[ >]/g), `${path}`).toHaveLength(1);
    const markdown = await fetchText(`${path}.md`);
    expect(markdown, `${path}`).toMatchObject({
      status: 200,
      type: "text/markdown; charset=utf-8",
      text: expect.stringMatching(/^# \S/),
    });
    expect(index.text).toContain(`(${product.url}${path}.md)`);
  }
  const whole = await fetchText("/llms-full.txt");
  expect(whole.text).toContain("# Generate API key for application");
  expect((await fetchText("/docs.md")).text).toBe(index.text);
  expect((await fetchText("/docs/guides/nothing.md")).status).toBe(404);
});

test("the page of an operation tells all of it, in the language that the reader picked", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const origins = new Set<string>();
  page.on("request", (request) => origins.add(new URL(request.url()).origin));
  await page.goto(createPage);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Generate API key for application",
  );
  await expect(page.getByRole("row", { name: /^description string Required/ })).toContainText(
    "Max length: 50",
  );
  const languages = page.getByRole("tablist", { name: "Code sample language" });
  await expect(languages.getByRole("tab")).toHaveText([
    "cURL",
    "Python",
    "JavaScript",
    "Go",
    "Ruby",
  ]);
  await languages.getByRole("tab", { name: "Python" }).click();
  await page.getByRole("button", { name: "Copy Python" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Copied" })).toHaveCount(1);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("import requests");
  const answers = page.getByRole("tablist", { name: "Example responses" });
  await answers.getByRole("tab", { name: "404" }).click();
  await expect(page.getByRole("tabpanel", { name: "404" })).toContainText(
    "The requested resource was not found",
  );
  await page.getByRole("button", { name: "Copy as Markdown" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^# Generate API key/);
  await expectAccessible(page);

  await page.getByRole("link", { name: /^Next/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("List API keys");
  await expect(page.getByRole("tab", { name: "Python" })).toHaveAttribute("aria-selected", "true");
  await page.goto("/docs/guides/quick-start");
  await expect(page.getByRole("tab", { name: "Python" }).first()).toHaveAttribute(
    "aria-selected",
    "true",
  );
  expect([...origins]).toEqual([product.url]);
});

test("an address of a field, an answer or an error leads to its place", async ({ page }) => {
  for (const address of [
    `${createPage}#body-description`,
    `${createPage}#answer-409`,
    "/docs/guides/errors#conflict",
  ]) {
    await page.goto(address);
    const place = page.locator(":target");
    await expect(place).toBeInViewport();
    const header = await page.getByRole("banner").boundingBox();
    const box = await place.boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(header?.height ?? 0);
  }
});

test("the search finds pages and fields by the keyboard alone", async ({ page }) => {
  await page.goto("/docs");
  await page.keyboard.press("/");
  const field = page.getByRole("combobox", { name: "Search the documentation" });
  await field.fill("rotate");
  await expect(page.getByRole("option", { name: /^Rotate an API key/ })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/docs\/guides\/rotating-keys$/);
  await page.keyboard.press("Control+k");
  await field.fill("ipAllowlist");
  await page
    .getByRole("option", { name: /^ipAllowlist: IPv4/ })
    .first()
    .click();
  await expect(page).toHaveURL(/#body-ipallowlist$/);
  await page.keyboard.press("Control+k");
  await field.fill("qqqqzzzz");
  await expect(page.getByText("No results").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(field).toBeHidden();
});

test("on a phone by night nothing is cut off, and the pages are behind a button", async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of ["/docs", "/docs/guides/errors", createPage, "/docs/nothing/here"]) {
    await page.goto(path);
    expect(await measureWidth(page), path).toBeLessThanOrEqual(320);
    await expectAccessible(page);
  }
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Page not found");
  await page.getByRole("button", { name: "Pages" }).click();
  const menu = page.getByRole("dialog", { name: "Documentation" });
  await expectAccessible(page);
  await menu.getByRole("link", { name: "Leaked keys" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Leaked keys");
  await expect(menu).toBeHidden();
});

test("without scripts and on paper all is there to read", async ({ browser, page }) => {
  const context = await browser.newContext({ baseURL: product.url, javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto(createPage);
  await expect(plain.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(plain.getByRole("row", { name: /^description string Required/ })).toBeVisible();
  await expect(plain.getByText("import requests")).toBeVisible();
  await expect(plain.getByText('"code": 404')).toBeVisible();
  await expect(plain.getByRole("link", { name: "Quick start" })).toBeVisible();
  await context.close();

  await page.goto(createPage);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await expect(page.getByRole("banner")).toBeHidden();
  await expect(page.getByText("curl -X POST")).toBeVisible();
  await expect(page.getByRole("row", { name: /^description string Required/ })).toBeVisible();
});

test("the portal leads to the documentation and back", async ({ portal }) => {
  await portal
    .getByRole("navigation", { name: "Main" })
    .getByRole("link", { name: "Docs" })
    .click();
  await expect(portal.getByRole("heading", { level: 1 })).toHaveText("Build with Keysmith");
  await portal.getByRole("link", { name: "Applications", exact: true }).click();
  await expect(portal.getByRole("heading", { name: "Applications" })).toBeVisible();
});
