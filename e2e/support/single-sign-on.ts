import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { startOidcProvider } from "#lib/testing/identity/oidc-provider.ts";
import { startProduct } from "#lib/testing/product/product.ts";
import { findFreePort } from "#lib/testing/services/redis.ts";
import { password, send } from "./client.ts";
import { inDatabase } from "./database.ts";
import { test as portalTest } from "./portal.ts";

const people = [
  { sub: "olga", email: "Olga@sso.test", isEmailVerified: true },
  { sub: "oda", email: "oda@sso.test", isEmailVerified: true },
  { sub: "linus", email: "linus@sso.test", isEmailVerified: true },
  { sub: "ulla", email: "ulla@sso.test", isEmailVerified: false },
  { sub: "nadia" },
  { sub: "paul", email: "paul@elsewhere.test", isEmailVerified: true },
  { sub: "tilda", email: "tilda@sso.test", isEmailVerified: true },
  { sub: "petra", email: "petra@sso.test", isEmailVerified: true, amr: ["pwd", "mfa"] },
] as const;
type Sub = (typeof people)[number]["sub"];

export interface SingleSignOn {
  url: string;
  dataDir: string;
}

/** Journeys with their own product and an OpenID provider. */
export const test = portalTest.extend<object, { product: SingleSignOn }>({
  product: [
    async ({ browserName: _ }, use) => {
      const parent = await mkdtemp(join(tmpdir(), "keysmith-sso-"));
      const dataDir = join(parent, "data");
      const port = await findFreePort();
      const url = `http://localhost:${port}`;
      const provider = await startOidcProvider({ origin: url, people });
      const product = startProduct({
        KEYSMITH_DATA_DIR: dataDir,
        PORT: String(port),
        RATE_LIMIT_FACTOR: "100",
        OIDC_NAME: "Acme ID",
        ...provider.env,
      });
      try {
        await product.ready;
        await use({ url, dataDir });
      } finally {
        product.kill("SIGTERM");
        await product.ended;
        await provider.close();
        await rm(parent, { recursive: true, force: true, maxRetries: 10 });
      }
    },
    { scope: "worker", timeout: 180_000 },
  ],
  baseURL: ({ product }, use) => use(product.url),
});

/** Continues from a page to the provider, and signs in as one of its people. */
export async function continueAs(page: Page, sub: Sub): Promise<void> {
  await page.getByRole("button", { name: "Continue with Acme ID" }).click();
  await page.getByRole("button", { name: `Continue as ${sub}` }).click();
}

export async function signUpByPassword(address: string, email: string): Promise<void> {
  const body = { merchantName: "Password shop", email, password };
  const { status } = await send("POST", "/api/v1/merchants", { address, body });
  expect(status).toBe(201);
}

export async function fillIn(page: Page, email: string): Promise<void> {
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /Account menu/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
}

export async function countAccounts({ dataDir }: SingleSignOn): Promise<number> {
  const count = (rows: unknown) => (rows as { count: number }[])[0]?.count ?? -1;
  return inDatabase(
    async (sql) => count(await sql`select count(*)::int from users full join identities on false`),
    dataDir,
  );
}
