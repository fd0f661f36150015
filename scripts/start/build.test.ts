import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ensureBuild, packagedStamp, stampPath } from "#scripts/start/build.ts";
import { fingerprintSources } from "#scripts/start/fingerprint.ts";

const project = process.cwd();
let folder: string;

/** A folder with a source, but without anything that builds. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "keysmith-build-"));
  process.chdir(folder);
  await writeFile("page.ts", "1");
});

afterEach(async () => {
  process.chdir(project);
  await rm(folder, { recursive: true });
});

async function stamp(text: string): Promise<void> {
  await mkdir(dirname(stampPath), { recursive: true });
  await writeFile(stampPath, text);
}

test("an installation without build tools uses a build of its sources, whatever it is configured to", async () => {
  await stamp(await fingerprintSources());
  await writeFile("keysmith.config.ts", "changed");
  expect(await ensureBuild()).toBe(false);
});

test("an installation without build tools does not build, and says what to do", async () => {
  const missing =
    "the build tools aren't installed: @tailwindcss/postcss, @types/node, @types/react, " +
    "@types/react-dom, tailwindcss, typescript. Copy .next from where npm run build has run";
  await expect(ensureBuild()).rejects.toThrow(`There is no build, and ${missing}`);
  await stamp("of something else");
  await expect(ensureBuild()).rejects.toThrow(`The build is out of date, and ${missing}`);
});

test("a package is not compared with sources, which it does not have", async () => {
  await stamp(packagedStamp);
  expect(await ensureBuild()).toBe(false);
});
