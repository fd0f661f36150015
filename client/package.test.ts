import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

const run = promisify(execFile);
const nodeModules = resolve(import.meta.dirname, "../node_modules");
const env = { ...process.env, PATH: `${join(nodeModules, ".bin")}:${process.env.PATH}` };
/** A project that has installed the packed client. */
let project = "";
let files: string[] = [];

/** npm and the compiler are programs of their own, on a machine that may be busy. */
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), "keysmith-client-"));
  const args = ["pack", "--json", "--silent", "--pack-destination", project];
  const { stdout } = await run("npm", args, { cwd: import.meta.dirname, env });
  const [packed] = JSON.parse(stdout);
  files = packed.files.map(({ path }: { path: string }) => path);
  const folder = join(project, "node_modules/api-keys-client");
  await mkdir(folder, { recursive: true });
  const into = ["--strip-components=1", "-C", folder];
  await run("tar", ["-xzf", join(project, packed.filename), ...into]);
  for (const name of ["openapi-fetch", "openapi-typescript-helpers"]) {
    await symlink(join(nodeModules, name), join(project, "node_modules", name));
  }
  await writeFile(join(project, "package.json"), '{ "type": "module" }');
});

afterAll(() => rm(project, { recursive: true, force: true }));

test("what is published is the built client, and nothing else", () => {
  const built = ["client", "errors", "schema", "send"].flatMap((name) => [
    `dist/${name}.d.ts`,
    `dist/${name}.js`,
  ]);
  expect(files.sort()).toEqual(["LICENSE", "README.md", ...built, "package.json"]);
});

test("plain Node runs it", async () => {
  const program = `
    import { createApiClient, ConnectionError } from "api-keys-client";
    const keysmith = createApiClient({ baseUrl: "http://127.0.0.1:1", retries: 0 });
    const failure = await keysmith.verifyKey("a key").catch((error) => error);
    console.log(failure instanceof ConnectionError, failure.name, failure.status);`;
  await writeFile(join(project, "program.js"), program);
  const { stdout } = await run(process.execPath, ["program.js"], { cwd: project });
  expect(stdout).toBe("true ConnectionError 0\n");
});

/** Throws what the compiler says where a program of the project is not well typed. */
async function checkTypes(program: string): Promise<void> {
  await writeFile(join(project, "program.ts"), program);
  const options = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2023"];
  const tsc = join(nodeModules, "typescript/bin/tsc");
  const check = run(process.execPath, [tsc, ...options, "program.ts"], { cwd: project });
  await check.catch(({ stdout }) => {
    throw new Error(stdout);
  });
}

test("its types reach whoever installs it", async () => {
  await checkTypes(`
    import { createApiClient } from "api-keys-client";
    const keysmith = createApiClient({ baseUrl: "https://keys.example.com" });
    export const name: Promise<string> = keysmith
      .GET("/api/v1/applications/{id}", { params: { path: { id: "app_1" } } })
      .then((application) => application.name);
    // @ts-expect-error a verdict is no text
    export const verdict: Promise<string> = keysmith.verifyKey("a key");`);
});

test("the examples of its README are well typed", async () => {
  const readme = await readFile(join(import.meta.dirname, "README.md"), "utf8");
  const examples = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code = ""]) => code);
  expect(examples).toHaveLength(5);
  const code = examples.map(
    (example) => `async () => {\n${example.replace(/^import .*$/gm, "")}};`,
  );
  await checkTypes(`
    import { ConflictError, createApiClient } from "api-keys-client";
    declare const client: ReturnType<typeof createApiClient>;
    declare const baseUrl: string, token: string, id: string;
    declare const key: string, callerIp: string;
    declare const process: { env: Record<string, string> };
    declare function refuse(code: string): void;
    declare function serve(merchantId: string): void;
    ${code.join("\n")}`);
});
