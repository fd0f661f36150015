import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Settings } from "#lib/env.ts";
import { projectDir } from "#scripts/start/project.ts";
import { loadSettings } from "#scripts/start/settings.ts";
import { listenForStop } from "#scripts/start/stop-request.ts";
import { printFailure } from "#scripts/start/terminal.ts";

export interface Surroundings {
  /** Data folder of the embedded database. */
  dataDir: string;
  stop: AbortSignal;
}

/**
 * Runs a command on the embedded database, which takes one file, and prints its result. Sets exit code
 * 1 after a failure, and 2 if it was typed incorrectly.
 */
export async function runFileCommand(
  usage: string,
  work: (file: string, surroundings: Surroundings) => Promise<string>,
): Promise<void> {
  try {
    const { positionals } = parseArgs({ allowPositionals: true });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) {
      console.error(usage);
      process.exitCode = 2;
      return;
    }
    // npm changes to the project's folder and names the one where it was called.
    const path = resolve(process.env.INIT_CWD ?? "", file);
    await runCommand((surroundings) => work(path, surroundings));
  } catch (error) {
    printFailure(error);
    process.exitCode = 2;
  }
}

/** Like `runFileCommand`, for commands without a file. */
export async function runCommand(
  work: (surroundings: Surroundings) => Promise<string>,
): Promise<void> {
  const stop = listenForStop();
  try {
    const { settings, dataDir } = loadSettings(projectDir);
    requireEmbedded(settings);
    console.log(await work({ dataDir, stop }));
    process.exit(0);
  } catch (error) {
    printFailure(error);
    process.exit(1);
  }
}

function requireEmbedded({ DATABASE_URL }: Settings): void {
  if (DATABASE_URL === undefined) return;
  throw new Error(
    "This command is for the embedded database, but DATABASE_URL is set. Use your server's tools,  " +
      "such as pg_dump: docs/operations/backup.md.",
  );
}
