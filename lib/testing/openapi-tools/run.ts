import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const runFile = promisify(execFile);
const tscPath = join(import.meta.dirname, "../../../node_modules/typescript/bin/tsc");

/** Runs a program and returns its output; throws that on failure. */
export async function run(
  program: string,
  args: string[],
  options: { cwd: string; env?: Record<string, string> },
): Promise<string> {
  const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, ...options.env };
  const maxBuffer = 64 * 1024 * 1024;
  const { stdout } = await runFile(program, args, { cwd: options.cwd, env, maxBuffer }).catch(
    ({ message, stdout, stderr }) => {
      throw new Error([message, stdout, stderr].join("\n").slice(0, 10_000));
    },
  );
  return stdout;
}

/** Compiles a TypeScript project; throws the compiler's output. */
export async function compile(cwd: string, project: string): Promise<void> {
  await run(process.execPath, [tscPath, "--project", project], { cwd });
}
