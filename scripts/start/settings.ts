import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { readSettings, type Settings } from "#lib/env.ts";
import { findUnknownSettings, loadEnvFile } from "#scripts/start/dotenv.ts";
import { readFileSettings } from "#scripts/start/file-settings.ts";
import { printWarning } from "#scripts/start/terminal.ts";

/**
 * Loads the settings from the environment, `.env` and the files that they name, and the path of the
 * data folder.
 * @throws Error with one readable line for each wrong variable
 */
export function loadSettings(projectDir: string): { settings: Settings; dataDir: string } {
  if (existsSync(".env")) loadEnvFile(".env");
  readFileSettings();
  for (const line of findUnknownSettings(process.env)) printWarning(line);
  const settings = readSettings(process.env);
  const dataDir = resolve(settings.KEYSMITH_DATA_DIR ?? resolve(projectDir, ".keysmith"));
  return { settings, dataDir };
}
