import { applyMigrations, describeDatabase } from "#scripts/start/database.ts";
import { projectDir } from "#scripts/start/project.ts";
import { loadSettings } from "#scripts/start/settings.ts";
import { printFailure, printNote } from "#scripts/start/terminal.ts";

/** `npm run migrate`: migrates the database of DATABASE_URL, for an upgrade that starts later. */
try {
  const { settings } = loadSettings(projectDir);
  const url = settings.DATABASE_DIRECT_URL ?? settings.DATABASE_URL;
  if (url === undefined)
    throw new Error("DATABASE_URL is not set. npm start migrates the embedded one.");
  const database = describeDatabase(url);
  await applyMigrations(database);
  printNote(`The schema of ${database.description} is current.`);
} catch (error) {
  printFailure(error);
  process.exitCode = 1;
}
