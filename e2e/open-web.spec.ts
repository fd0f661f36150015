import type { APIRequestContext } from "@playwright/test";
import { product } from "./support/client.ts";
import { expect, expectAccessible, test } from "./support/portal.ts";

async function readHead(request: APIRequestContext, path: string) {
  const response = await request.get(path);
  const html = await response.text();
  const head = html.slice(0, html.indexOf("</head>"));
  const tags = [...head.matchAll(/<(?:meta|link) [^>]+>/g)].map(([tag]) => tag);
  const find = (start: RegExp, value: RegExp) =>
    value.exec(tags.find((tag) => start.test(tag)) ?? "")?.[1];
  return {
    title: /<title>([^<]*)/.exec(head)?.[1],
    robots: find(/name="robots"/, /content="([^"]*)/),
    description: find(/name="description"/, /content="([^"]*)/),
    canonical: find(/rel="canonical"/, /href="([^"]*)/),
    image: find(/property="og:image"/, /content="([^"]*)/),
  };
}

test("search engines find the documentation, and no page of the portal", async ({ request }) => {
  const sitemap = await (await request.get("/sitemap.xml")).text();
  const urls = [...sitemap.matchAll(/<loc>([^<]*)/g)].map(([, url]) => url ?? "");
  for (const path of ["/docs", "/docs/guides", "/docs/reference", "/docs/guides/quick-start"]) {
    expect(urls).toContain(product.url + path);
  }
  for (const path of ["/docs", "/docs/reference/create-api-key", "/docs/guides/api-changelog"]) {
    const head = await readHead(request, path);
    expect(head).toMatchObject({
      title: expect.stringMatching(/. · Keysmith$/),
      robots: "index, follow",
      description: expect.stringMatching(/^[^`]{10,160}$/),
      canonical: product.url + path,
    });
    const image = await request.get(head.image ?? "");
    expect([image.status(), image.headers()["content-type"]]).toEqual([200, "image/png"]);
    const bytes = await image.body();
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
  }
  expect((await request.get("/docs/image/guides/nothing")).status()).toBe(404);
  for (const path of ["/docs/guides", "/docs/reference"]) {
    expect((await request.get(`${path}.md`)).status()).toBe(200);
  }
  const robots = await (await request.get("/robots.txt")).text();
  expect(robots).toContain(`Sitemap: ${product.url}/sitemap.xml`);
  for (const path of ["/sign-in", "/sign-up"]) {
    expect((await readHead(request, path)).robots).toBe("noindex");
  }
});

test("browsers and password managers find what they look for", async ({ request, page }) => {
  const change = await request.get("/.well-known/change-password", { maxRedirects: 0 });
  expect([change.status(), change.headers().location]).toEqual([302, "/account"]);
  expect((await request.get("/.well-known/security.txt")).status()).toBe(404);
  const manifest = await (await request.get("/manifest.webmanifest")).json();
  expect(manifest.name).toBe("Keysmith");
  for (const { src } of manifest.icons) expect((await request.get(src)).status(), src).toBe(200);

  for (const path of ["/docs/guides", "/docs/reference", "/docs/guides/client-libraries"]) {
    await page.goto(path);
    await expectAccessible(page);
  }
  for (const path of ["/nothing", "/docs/nothing"]) {
    await page.goto(path);
    await expect(page).toHaveTitle("Page not found · Keysmith");
  }
});
