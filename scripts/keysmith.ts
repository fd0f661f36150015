import { createRequire } from "node:module";
import { printFailure } from "#scripts/start/terminal.ts";

const { resolve } = createRequire(import.meta.url);

interface Command {
  script: string;
  flags?: string[];
  run(): Promise<unknown>;
}

/** What a package or an image of Keysmith runs. */
const commands: Record<string, Command> = {
  portal: { script: "#scripts/start.ts", run: () => import("#scripts/start.ts") },
  api: { script: "#scripts/start.ts", flags: ["--api"], run: () => import("#scripts/start.ts") },
  verifier: { script: "#scripts/verifier.ts", run: () => import("#scripts/verifier.ts") },
  migrate: { script: "#scripts/migrate.ts", run: () => import("#scripts/migrate.ts") },
  operator: { script: "#scripts/operator.ts", run: () => import("#scripts/operator.ts") },
};

const [, , name = "", ...args] = process.argv;
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command) {
  // As if the script had been started itself, which is also what a cluster starts again.
  process.argv.splice(1, Infinity, resolve(command.script), ...(command.flags ?? []), ...args);
  await command.run();
} else {
  printFailure(new Error(`Choose what to run: ${Object.keys(commands).join(", ")}.`));
  process.exitCode = 2;
}
