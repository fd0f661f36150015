import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { compile, run } from "#lib/testing/openapi-tools/run.ts";
import { packClient } from "#scripts/start/client-package.ts";
import { product, signUpMerchant } from "./support/client.ts";

test("the client that the server serves installs without a registry, has types, and calls it", async () => {
  test.setTimeout(240_000);
  const project = await mkdtemp(join(tmpdir(), "keysmith-install-"));
  try {
    const { token } = await signUpMerchant();
    await writeFile(join(project, "package.json"), '{ "private": true, "type": "module" }');
    // Nothing is kept there, and nobody answers: all that is needed comes from the product.
    const alone = ["--cache", join(project, "cache"), "--registry", "http://127.0.0.1:1/"];
    const quietly = ["--fetch-retries=0", "--no-audit", "--no-fund", "--loglevel=error"];
    const install = ["install", `${product.url}/client.tgz`, ...alone, ...quietly];
    await run("npm", install, { cwd: project });

    const program = `
      import { createApiClient } from "api-keys-client";
      declare const process: { env: Record<string, string> };
      declare const console: { log(text: string): void };
      const { KEYSMITH_URL: baseUrl = "", KEYSMITH_TOKEN: token } = process.env;
      const keysmith = createApiClient({ baseUrl, token });
      const application = await keysmith.POST("/api/v1/applications", { body: { name: "Shop" } });
      const name: string = application.name;
      // @ts-expect-error the number of keys is no text
      const keys: string = application.activeKeys;
      console.log(JSON.stringify([name, keys]));`;
    await writeFile(join(project, "program.ts"), program);
    const compilerOptions = { strict: true, module: "nodenext", target: "es2023", types: [] };
    const settings = { compilerOptions, files: ["program.ts"] };
    await writeFile(join(project, "tsconfig.json"), JSON.stringify(settings));
    await compile(project, "tsconfig.json");
    const env = { KEYSMITH_URL: product.url, KEYSMITH_TOKEN: token };
    const printed = await run(process.execPath, ["program.js"], { cwd: project, env });
    expect(JSON.parse(printed)).toEqual(["Shop", 0]);
  } finally {
    await rm(project, { recursive: true, force: true });
  }
});

test("the client is sent again only where it is another one, and the same sources make the same one", async () => {
  const url = `${product.url}/client.tgz`;
  const response = await fetch(url);
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/gzip");
  expect(response.headers.get("cache-control")).toBe("public, no-cache");
  const etag = response.headers.get("etag") ?? "";
  expect(etag).toMatch(/^"[\w-]{22}"$/);

  const head = await fetch(url, { method: "HEAD" });
  expect([head.status, head.headers.get("etag"), await head.text()]).toEqual([200, etag, ""]);
  const same = await fetch(url, { headers: { "If-None-Match": etag } });
  expect([same.status, await same.text()]).toEqual([304, ""]);
  expect((await fetch(url, { headers: { "If-None-Match": '"other"' } })).status).toBe(200);
  expect((await fetch(url, { method: "POST" })).status).toBe(405);

  const folder = await mkdtemp(join(tmpdir(), "keysmith-pack-"));
  try {
    const packed = join(folder, "client.tgz");
    await packClient(packed);
    expect((await readFile(packed)).equals(bytes)).toBe(true);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
