import { once } from "node:events";
import { mkdtemp } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type APIRequestContext, type APIResponse, expect } from "@playwright/test";
import { readMails } from "./support/mailbox.ts";
import { test } from "./support/start.ts";

/** Not in the names of cookies: another name would end every session. */
const otherName = /keysmith|\bks_/i;

const brand = {
  productName: "Contoso Pay",
  keyPrefix: "contoso",
  gatewayHeaders: "X-Contoso",
  brand: {
    folder: "lib/testing/brand",
    logo: { light: "logo.svg", dark: "logo-dark.svg" },
    mark: "mark.svg",
    accent: "#1d4ed8",
    links: { support: "https://contoso.example/support" },
    footer: "Contoso Pay Ltd., 1 Example Street",
  },
};

const documents = [
  "/docs.md",
  "/llms.txt",
  "/llms-full.txt",
  "/api/v1/openapi.json",
  "/docs/postman.json",
  "/manifest.webmanifest",
  "/robots.txt",
  "/favicon.ico",
  "/brand/touch-icon.png",
  "/healthz",
  "/.well-known/jwks.json",
  "/api/v1/whoami",
  "/api/v1/nothing",
  "/docs/search?query=key",
  "/client.tgz",
];

const portalPages = ["/sign-in", "/sign-up", "/reset-password", "/verify-email", "/invitation"];

/** Reads pages and all that they link to, and lists where another name is. */
async function crawl(request: APIRequestContext, starts: string[]) {
  const queue = [...starts];
  const seen = new Set(queue);
  const leaks: string[] = [];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const response = await request.get(path, { maxRedirects: 0 });
    const text = await readText(response, path);
    const headers = JSON.stringify(response.headersArray().filter(isShown));
    for (const [place, found] of [
      ["body", text],
      ["headers", headers],
    ] as const) {
      const index = found.search(otherName);
      if (index >= 0)
        leaks.push(`${path} ${place}: ${found.slice(Math.max(0, index - 60), index + 40)}`);
    }
    const links = response.headers()["content-type"]?.startsWith("text/html")
      ? [...text.matchAll(/(?:href|src)="(\/[^"#?]*)/g)].map(([, link = ""]) => link)
      : [];
    for (const link of links) {
      if (seen.has(link) || link.startsWith("/_next/")) continue;
      seen.add(link);
      queue.push(link);
    }
  }
  return { leaks, paths: [...seen] };
}

const isShown = ({ name }: { name: string }) => name.toLowerCase() !== "set-cookie";

async function readText(response: APIResponse, path: string): Promise<string> {
  const bytes = await response.body();
  return (path.endsWith(".tgz") ? gunzipSync(bytes) : bytes).toString("latin1");
}

test("an operator's product has no other name anywhere", async ({ start, dataDir, browser }) => {
  test.setTimeout(240_000);
  const product = start({
    VERIFIER: "off",
    RATE_LIMIT_FACTOR: "100",
    KEYSMITH_CONFIG: JSON.stringify(brand),
    KEYSMITH_DEMO_PASSWORD: "a password for the crawl",
  });
  const baseURL = await product.ready;
  const context = await browser.newContext({ baseURL });
  const { request } = context;
  const sitemap = await (await request.get("/sitemap.xml")).text();
  const pages = [...sitemap.matchAll(/<loc>([^<]*)/g)].map(([, url = ""]) => new URL(url).pathname);
  expect(pages.length).toBeGreaterThan(80);
  const texts = pages.slice(1).map((path) => `${path}.md`);
  const outside = await crawl(request, [...pages, ...texts, ...documents, ...portalPages, "/none"]);
  expect(outside.leaks).toEqual([]);
  expect(outside.paths).toContain("/brand/touch-icon.png");

  const page = await context.newPage();
  const errors: string[] = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto("/sign-in");
  await expect(page.getByRole("img", { name: "Contoso Pay" }).first()).toBeVisible();
  const button = page.getByRole("button", { name: "Sign in", exact: true });
  await expect(button).toHaveCSS("background-color", "rgb(29, 78, 216)");
  await page.getByLabel("Email").fill("owner@demo.test");
  await page.getByLabel("Password", { exact: true }).fill("a password for the crawl");
  await button.click();
  await page.waitForURL("/applications");
  expect(errors).toEqual([]);

  const post = async (path: string, data: object) => {
    const response = await request.post(path, { data, headers: { Origin: baseURL } });
    expect(response.status(), path).toBeLessThan(300);
    const text = await response.text();
    expect(text, path).not.toMatch(otherName);
    return text === "" ? {} : JSON.parse(text);
  };
  const { id } = await post("/api/v1/applications", { name: "Web shop", environment: "live" });
  const key = await post(`/api/v1/applications/${id}/api-keys`, { description: "Checkout" });
  expect(key.keyPrefix).toMatch(/^contoso_live_.{4}$/);
  const token = await post("/api/v1/api-tokens", {
    name: "Deploy",
    scopes: ["api-keys:read"],
    expiresAt: new Date(Date.now() + 30 * 24 * 3600 * 1000).toISOString(),
  });
  expect(token.token).toMatch(/^contoso_pat_/);
  const { uri } = await post("/api/v1/account/totp", {});
  expect(uri).toContain("otpauth://totp/Contoso%20Pay:");
  const { rp } = await post("/api/v1/account/passkeys/options", {});
  expect(rp.name).toBe("Contoso Pay");
  await post("/api/v1/invitations", { email: "guest@demo.test", role: "developer" });
  await post("/api/v1/auth/password-reset", { email: "owner@demo.test" });
  await post(`/api/v1/api-keys/report-leak`, { keys: [key.fullKey] });
  const signUp = { merchantName: "Other", email: "other@demo.test", password: "a good password 9" };
  await post("/api/v1/merchants", signUp);

  const keyPage = `/applications/${id}/api-keys/${key.id}`;
  const inside = await crawl(request, [
    "/applications",
    `/applications/${id}`,
    keyPage,
    "/account",
  ]);
  expect(inside.leaks).toEqual([]);
  expect(inside.paths).toEqual(expect.arrayContaining(["/team", "/audit-log", "/hygiene"]));

  await expect
    .poll(async () => (await readMails(dataDir)).length, { timeout: 30_000 })
    .toBeGreaterThan(4);
  for (const mail of await readMails(dataDir)) {
    expect(mail).not.toMatch(otherName);
    expect(mail).toMatch(/^From: "?Contoso Pay"? </m);
    expect(mail).toContain("Content-Type: text/html");
  }
  await context.close();
});

test("the console of one server sends to another that both list", async ({ start, browser }) => {
  test.setTimeout(240_000);
  const sandbox = await freePort();
  const portal = await freePort();
  const base = `http://localhost:${portal}`;
  const target = `http://localhost:${sandbox}`;
  const common = { VERIFIER: "off", RATE_LIMIT_FACTOR: "100" };
  const portalProduct = start({
    ...common,
    PORT: String(portal),
    KEYSMITH_CONFIG: JSON.stringify({ servers: [{ name: "Sandbox", url: target }] }),
  });
  await portalProduct.ready;
  const folder = await mkdtemp(join(tmpdir(), "keysmith-sandbox-"));
  const sandboxProduct = start(
    {
      ...common,
      PORT: String(sandbox),
      KEYSMITH_DATA_DIR: folder,
      KEYSMITH_DEMO_PASSWORD: "a password for the sandbox",
      KEYSMITH_CONFIG: JSON.stringify({ corsOrigins: [base] }),
    },
    "api",
  );
  await sandboxProduct.ready;
  const credentials = { email: "owner@demo.test", password: "a password for the sandbox" };
  const context = await browser.newContext();
  const signIn = await context.request.post(`${target}/api/v1/auth/token`, { data: credentials });
  const { accessToken } = await signIn.json();

  const page = await context.newPage();
  await page.goto(`${base}/docs/reference/list-applications`);
  const url = page.getByLabel("Base URL");
  await url.fill("https://elsewhere.example");
  await expect(
    page.getByText("This page only sends requests to this server and Sandbox."),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: "Send request" })).toBeDisabled();
  await page.getByRole("radio", { name: "Sandbox" }).click();
  await expect(url).toHaveValue(target);
  await page.getByLabel("Bearer Token", { exact: true }).fill(accessToken);
  const sent = page.waitForResponse((response) => response.url().startsWith(`${target}/api/v1/`));
  await page.getByRole("button", { name: "Send request" }).click();
  expect((await sent).status()).toBe(200);
  await expect(page.getByText("200", { exact: false }).first()).toBeVisible();
  const document = await (await context.request.get(`${base}/api/v1/openapi.json`)).json();
  expect(document.servers).toContainEqual({ url: target, description: "Sandbox" });
  await context.close();
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
