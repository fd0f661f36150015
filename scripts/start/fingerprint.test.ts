import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import { expect, onTestFinished, test } from "vitest";
import { fingerprintSources, listBuildInputs } from "#scripts/start/fingerprint.ts";

const roots = ["app", "instrumentation.ts", "instrumentation-client.ts", "next.config.ts"];

test("every file that the bundle is made from counts", async () => {
  const inputs = await listBuildInputs();
  const present = roots.filter((root) => inputs.some((path) => path.split("/")[0] === root));
  const { output } = await cruise(present, {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.test\\.tsx?$" },
    tsPreCompilationDeps: true,
  });
  const bundled = (output as ICruiseResult).modules
    .filter(({ coreModule, couldNotResolve }) => !coreModule && !couldNotResolve)
    .map(({ source }) => source)
    .filter((source) => !source.startsWith("node_modules/"));
  expect(bundled).toEqual(
    expect.arrayContaining(["client/src/client.ts", "docs/postman.json", "lib/ids.ts"]),
  );
  expect(bundled.filter((source) => !inputs.includes(source))).toEqual([]);
  expect(inputs).toEqual(expect.arrayContaining(["package-lock.json", "postcss.config.ts"]));
}, 60_000);

test("a change, a new file and a new name each change the fingerprint, a test does not", async () => {
  const root = await mkdtemp(join(tmpdir(), "fingerprint-"));
  onTestFinished(() => rm(root, { recursive: true }));
  await mkdir(join(root, "new-folder"));
  const seen = new Set<string>();
  const write = async (path: string, text: string) => {
    await writeFile(join(root, path), text);
    return seen.add(await fingerprintSources(root)).size;
  };
  expect(await write("new-folder/a.ts", "1")).toBe(1);
  expect(await write("new-folder/a.ts", "2")).toBe(2);
  expect(await write("new-folder/b.ts", "2")).toBe(3);
  expect(await write("new-folder/b.test.ts", "2")).toBe(3);
});
