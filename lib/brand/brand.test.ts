import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { config } from "#keysmith.config.ts";
import { createBrand } from "#lib/brand/brand.ts";
import { getVariablePrefix } from "#lib/brand/names.ts";
import { defineConfig } from "#lib/config.ts";

const logo =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 30"><path d="M0 0h9v9z"/></svg>';
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "brand-"));
  await writeFile(join(folder, "logo.svg"), logo);
  await writeFile(join(folder, "page.svg"), "<!doctype html><script>alert(1)</script>");
  await writeFile(join(folder, "font.woff2"), "wOF2 and the rest of a font");
  await writeFile(join(folder, "text.woff2"), "no font");
  await writeFile(join(folder, "large.png"), Buffer.alloc(1024 * 1024 + 1));
});

const brandWith = (brand: object) => defineConfig({ ...config, brand: { folder, ...brand } });

test("a brand's files are served by their content's hash, with their type and size", () => {
  const brand = createBrand(
    brandWith({ logo: { light: "logo.svg" }, font: "font.woff2", radius: 4 }),
  );
  expect(brand.logo?.light).toMatchObject({
    path: expect.stringMatching(/^\/brand\/[0-9a-f]{16}-logo\.svg$/),
    contentType: "image/svg+xml",
    width: 120,
    height: 30,
  });
  expect(brand.logo?.dark).toBe(brand.logo?.light);
  expect([...brand.files.values()].map(({ contentType }) => contentType).sort()).toEqual([
    "font/woff2",
    "image/svg+xml",
    "image/svg+xml",
    "text/css; charset=utf-8",
  ]);
  const css = brand.theme?.bytes.toString();
  expect(css).toContain(`url("${brand.font?.path}")`);
  expect(css).toContain("--radius-lg:4px");
});

test("without a brand there is no style sheet, and the symbol says the product's name", () => {
  const brand = createBrand(defineConfig({ ...config, productName: "Fish & <Chips>", brand: {} }));
  expect(brand.theme).toBeNull();
  expect(brand.icon.bytes.toString()).toContain("<title>Fish &#38; &#60;Chips&#62;</title>");
});

test.each([
  ["brand.mark can't be read", { mark: "none.svg" }],
  ["brand.logo.light (page.svg) must be a svg image", { logo: { light: "page.svg" } }],
  ["brand.font (text.woff2) is not a WOFF2 font", { font: "text.woff2" }],
  ["brand.mark (large.png) is over 1 MiB", { mark: "large.png" }],
])("a file is refused at start: %s", (problem, brand) => {
  const settings = brandWith(brand);
  expect(() => createBrand(settings)).toThrow(problem);
});

test.each([
  ["a path", { mark: "../secret.svg" }],
  ["a type that is no image", { logo: { light: "logo.html" } }],
  ["a dark logo alone", { logo: { dark: "logo.svg" } }],
  ["a link that is a script", { links: { support: "javascript:alert(1)" } }],
  ["an unreadable accent", { accent: "#ffffff" }],
  ["an unknown field", { color: "#123456" }],
])("a wrong setting is refused: %s", (_, brand) => {
  expect(() => brandWith(brand)).toThrow("keysmith.config.ts is not valid");
});

test("variables in samples begin with the product's name", () => {
  const prefix = (productName: string) => getVariablePrefix({ productName, keyPrefix: "ab" });
  expect(prefix("Keysmith")).toBe("KEYSMITH");
  expect(prefix("Contoso Pay")).toBe("CONTOSO_PAY");
  expect(prefix("3 Größen, Ltd.")).toBe("GROSSEN_LTD");
  expect(prefix("支付")).toBe("AB");
});
