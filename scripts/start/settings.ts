import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { readSettings, type Settings } from "#lib/env.ts";

/**
 * The settings from the environment and `.env`, and where the data folder is.
 * @throws Error with one readable line for each wrong variable
 */
export function loadSettings(projectDir: string): { settings: Settings; dataDir: string } {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const settings = readSettings(process.env);
  const dataDir = resolve(settings.KEYSMITH_DATA_DIR ?? resolve(projectDir, ".keysmith"));
  return { settings, dataDir };
}
