import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import type axe from "axe-core";
import { createApplication, signUpMerchant } from "./client.ts";

const axeSource = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export interface Merchant {
  email: string;
  password: string;
  token: string;
  application: { id: string; name: string };
}

interface Fixtures {
  merchant: Merchant;
  /** A page of the signed-in merchant, on its application. */
  portal: Page;
}

/**
 * Fails a journey on unexpected browser console output, and on responses that the server should
 * never send.
 */
export const test = base.extend<Fixtures>({
  context: async ({ context }, use) => {
    const noise = listenForNoise(context);
    await use(context);
    expect(noise).toEqual([]);
  },
  merchant: async ({ baseURL: _ }, use) => {
    const account = await signUpMerchant();
    await use({ ...account, application: await createApplication(account.token) });
  },
  portal: async ({ page, merchant }, use) => {
    await openSession(page, merchant);
    await page.goto(`/applications/${merchant.application.id}`);
    await use(page);
  },
});

export { expect };

function listenForNoise(context: BrowserContext): string[] {
  const noise: string[] = [];
  context.on("console", (message) => {
    // Chromium reports each refused fetch itself; journeys that provoke one assert its effect.
    const isRefusal = message.text().startsWith("Failed to load resource");
    if (["error", "warning"].includes(message.type()) && !isRefusal) noise.push(message.text());
  });
  context.on("weberror", (error) => noise.push(String(error.error())));
  context.on("response", (response) => {
    if (response.status() >= 500) noise.push(`${response.status()} ${response.url()}`);
  });
  return noise;
}

/** Signs a page's browser in without the form, which other journeys test. */
async function openSession({ request }: Page, { email, password }: Merchant): Promise<void> {
  const { csrfToken } = await (await request.get("/api/auth/csrf")).json();
  const form = { csrfToken, email, password, json: "true" };
  const response = await request.post("/api/auth/callback/credentials", { form });
  expect(response.status()).toBe(200);
}

export async function signIn(page: Page, account: { email: string; password: string }) {
  await page.goto("/sign-in");
  await page.getByLabel("Email address").fill(account.email);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Applications", exact: true })).toBeVisible();
}

/** Creates a key in the dialog; returns the full key from the copy-once modal. */
export async function createKeyInPortal(page: Page, description: string): Promise<string> {
  await page.getByRole("button", { name: "Create API key" }).click();
  await page.getByLabel("Description").fill(description);
  await page.getByRole("button", { name: "Create key", exact: true }).click();
  const field = page.getByRole("textbox", { name: "API key", exact: true });
  await expect(field).toHaveText(/^ks_(live|test)_[0-9A-Za-z]{49}$/);
  return (await field.textContent()) ?? "";
}

/** Checks WCAG 2.2 AA as far as it can be automated, once a navigation is over. */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page.locator("[data-navigating]")).toHaveCount(0);
  await page.evaluate(await axeSource);
  const violations = await page.evaluate(async (runOnly) => {
    const { run } = (window as unknown as { axe: typeof axe }).axe;
    const results = await run(document, { runOnly, resultTypes: ["violations"] });
    return results.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`,
    );
  }, wcag);
  expect(violations).toEqual([]);
}

/**
 * Returns everything of a page that could contain a text: document, storage, history, query cache.
 */
export async function readTraces(page: Page): Promise<string> {
  const inPage = await page.evaluate(async () => {
    const entries = performance.getEntries().map((entry) => entry.name);
    const databases = await indexedDB.databases();
    const fields = [...document.querySelectorAll("input, textarea")].map(
      (field) => (field as HTMLInputElement).value,
    );
    return JSON.stringify([
      document.documentElement.outerHTML,
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      history.state,
      location.href,
      entries,
      databases,
      fields,
    ]);
  });
  return inPage + (await page.content());
}
