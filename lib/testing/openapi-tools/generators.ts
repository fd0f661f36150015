import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compile, run } from "#lib/testing/openapi-tools/run.ts";

interface Generator {
  name: string;
  /** Arguments of `npx`; it writes into the folder `out`. */
  command(document: string, out: string): string[];
  /** Its configuration files. */
  configure?(document: string, out: string): Record<string, string>;
  /** Modules that its output imports by another name than we install. */
  paths?: Record<string, string[]>;
}

export const generators: Generator[] = [
  {
    name: "@hey-api/openapi-ts",
    command: (document, out) => ["openapi-ts", "-i", document, "-o", out, "--no-log-file"],
  },
  {
    name: "orval",
    command: (document, out) => [
      "orval",
      "-i",
      document,
      "-o",
      `${out}/client.ts`,
      "--client",
      "fetch",
    ],
  },
  {
    name: "orval zod",
    command: (document, out) => [
      "orval",
      "-i",
      document,
      "-o",
      `${out}/schemas.ts`,
      "--client",
      "zod",
    ],
    // openapi-zod-client's output is for Zod 3, whose package also contains Zod 4.
    paths: { zod: ["./node_modules/zod/v4"] },
  },
  {
    name: "kubb",
    command: () => ["kubb", "generate", "--config", "kubb.config.mjs"],
    configure: (path, out) => ({
      "kubb.config.mjs": `
        import { defineConfig } from "@kubb/core";
        import { pluginClient } from "@kubb/plugin-client";
        import { pluginOas } from "@kubb/plugin-oas";
        import { pluginTs } from "@kubb/plugin-ts";
        export default defineConfig({
          input: { path: ${JSON.stringify(path)} },
          output: { path: ${JSON.stringify(out)}, format: false, lint: false },
          plugins: [pluginOas({ generators: [] }), pluginTs(), pluginClient({ client: "fetch" })],
        });`,
    }),
  },
  {
    name: "swagger-typescript-api",
    command: (document, out) => ["swagger-typescript-api", "generate", "-p", document, "-o", out],
  },
  {
    name: "openapi-zod-client",
    command: (document, out) => ["openapi-zod-client", document, "-o", `${out}/client.ts`],
  },
];

const strict = {
  strict: true,
  target: "es2023",
  lib: ["es2023", "dom", "dom.iterable"],
  module: "preserve",
  moduleResolution: "bundler",
  allowImportingTsExtensions: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
};

/**
 * Runs a generator on the document in the installation at `place`, and compiles the output. Throws
 * if either fails.
 */
export async function generate(generator: Generator, place: string, document: string) {
  const { name, command, configure, paths } = generator;
  const folder = name.replaceAll(/[^a-z-]/g, "_");
  const out = `generated/${folder}`;
  for (const [file, text] of Object.entries(configure?.(document, out) ?? {})) {
    await writeFile(join(place, file), text);
  }
  await mkdir(join(place, out), { recursive: true });
  const [program = "", ...args] = command(document, out);
  const bin = join(place, "node_modules/.bin", program);
  await run(process.execPath, [bin, ...args], { cwd: place });
  await liftSuppressions(join(place, out));
  const project = `tsconfig.${folder}.json`;
  const settings = { compilerOptions: { ...strict, paths }, include: [out] };
  await writeFile(join(place, project), JSON.stringify(settings));
  await compile(place, project);
}

/** Removes comments that disable type checks; throws if there is nothing to compile. */
async function liftSuppressions(folder: string): Promise<void> {
  const files = await readdir(folder, { recursive: true });
  const sources = files.filter((file) => file.endsWith(".ts")).map((file) => join(folder, file));
  let length = 0;
  for (const path of sources) {
    const text = await readFile(path, "utf8");
    length += text.length;
    await writeFile(path, text.replaceAll(/@ts-(nocheck|ignore|expect-error)/g, ""));
  }
  if (length < 10_000) throw new Error(`There are ${length} characters in ${folder}`);
}

/** Typed by the output of @hey-api/openapi-ts; prints the responses. */
const journey = `
  import { client } from "./generated/_hey-api_openapi-ts/client.gen";
  import {
    createApiKey, createApplication, listApiKeys, revokeApiKey, whoami,
  } from "./generated/_hey-api_openapi-ts";

  declare const process: { env: Record<string, string> };
  declare const console: { log(text: string): void };

  async function travel() {
    const { KEYSMITH_URL: baseUrl, KEYSMITH_TOKEN: token } = process.env;
    client.setConfig({ baseUrl, auth: token });
    const throwOnError = true;
    const { data: application } = await createApplication({
      body: { name: "UK store" }, throwOnError,
    });
    const path = { id: application.id };
    const { data: key } = await createApiKey({
      path, body: { description: "Checkout" }, throwOnError,
    });
    const auth = () => key.fullKey;
    const { data: caller } = await whoami({ auth, throwOnError });
    const { data: page } = await listApiKeys({ path, throwOnError });
    const revoked = await revokeApiKey({ path: { ...path, keyId: key.id }, throwOnError });
    const refused = await whoami({ auth });
    console.log(JSON.stringify({
      isOne: caller.keyId === key.id && caller.applicationId === application.id,
      listed: page.data.map(({ description, status }) => [description, status]),
      revoked: revoked.response.status,
      refused: refused.error?.message,
    }));
  }
  void travel();`;

/** Compiles and runs the journey from an application to a revoked key; returns its output. */
export async function travel(place: string, url: string, token: string): Promise<unknown> {
  await writeFile(join(place, "journey.ts"), journey);
  const compilerOptions = {
    ...strict,
    noEmit: false,
    allowImportingTsExtensions: false,
    module: "commonjs",
    rootDir: ".",
    outDir: "built",
  };
  await writeFile(
    join(place, "tsconfig.journey.json"),
    JSON.stringify({ compilerOptions, files: ["journey.ts"] }),
  );
  await compile(place, "tsconfig.journey.json");
  const env = { KEYSMITH_URL: url, KEYSMITH_TOKEN: token };
  const text = await run(process.execPath, ["built/journey.js"], { cwd: place, env });
  return JSON.parse(text);
}
