import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createDatabase } from "#bench/verify/databases.ts";
import { startProgram } from "#bench/verify/program.ts";
import { keyCount } from "#bench/verify/settings.ts";

/** The newest two that ask for the same versions of what they share. */
const dependencies = { "better-auth": "1.7.5", "@better-auth/api-key": "1.7.5", pg: "8.23.1" };

/** A node:http server over better-auth's `verifyApiKey`, and keys that it made for itself. */
export async function startBetterAuth(
  serverUrl: string,
  env: Record<string, string>,
  resources: AsyncDisposableStack,
): Promise<{ port: number; keys: string[] }> {
  const folder = await mkdtemp(join(tmpdir(), "keysmith-better-auth-"));
  resources.defer(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
  // Peers that nobody needs here contradict each other.
  const install = ["install", "--legacy-peer-deps", "--ignore-scripts", "--no-audit", "--no-fund"];
  await promisify(execFile)("npm", install, { cwd: folder });
  const program = await startProgram("bench/verify/programs/better-auth.ts", {
    env: {
      ...env,
      DATABASE_URL: await createDatabase(serverUrl, "better_auth"),
      BENCH_FOLDER: folder,
      BENCH_KEYS: String(keyCount),
    },
    hasChannel: true,
    isListening: false,
  });
  resources.defer(program.stop);
  const ended = program.ended.then(() => Promise.reject(new Error("better-auth has ended")));
  const [{ keys, port }] = await Promise.race([once(program.child, "message"), ended]);
  return { port, keys };
}
