import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import {
  generateSecretText,
  keepSecrets,
  readKeptSecret,
  writeKeptSecret,
} from "#scripts/start/secrets.ts";

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "keysmith-secrets-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

test("the data folder keeps the versions of a secret, and the other secrets as they are", async () => {
  const folder = await makeFolder();
  const made = await keepSecrets(folder);
  const name = "KEYSMITH_SEALING_SECRET";
  const [first] = await readKeptSecret(folder, name);
  expect(first).toEqual({ version: 1, text: made[name] });
  const second = { version: 2, text: generateSecretText() };
  await writeKeptSecret(folder, name, [second, first]);
  expect(await readKeptSecret(folder, name)).toEqual([second, first]);
  const kept = await keepSecrets(folder);
  expect(kept).toEqual({ ...made, [name]: `v2:${second.text},v1:${first.text}` });
  expect((await stat(join(folder, "secrets.json"))).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(["secrets.json"]);
});

test("a damaged file is left as it is", async () => {
  const folder = await makeFolder();
  const path = join(folder, "secrets.json");
  await writeFile(path, "{}");
  const writing = writeKeptSecret(folder, "KEYSMITH_SEALING_SECRET", []);
  await expect(writing).rejects.toThrow("are damaged");
  expect(await readFile(path, "utf8")).toBe("{}");
});
