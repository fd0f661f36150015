import { parseArgs } from "node:util";
import { runCommand } from "#scripts/backup/command.ts";
import { upgradeDatabase } from "#scripts/backup/upgrade.ts";

const { values } = parseArgs({ options: { programs: { type: "string" } } });

await runCommand((surroundings) => upgradeDatabase(surroundings, values.programs));
