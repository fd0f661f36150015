import { borrowEmbeddedPostgres } from "#lib/db/embedded.ts";
import { asShutdownStep } from "#lib/lifecycle.ts";
import { applyMigrations, describeDatabase, describeEmbedded } from "#scripts/start/database.ts";
import { projectDir } from "#scripts/start/project.ts";
import { loadSettings } from "#scripts/start/settings.ts";
import { printFailure, printNote, runPhase } from "#scripts/start/terminal.ts";

/** Brings the installation's schema up to date, and gives the serving role its rights. */
async function run(resources: AsyncDisposableStack): Promise<void> {
  const { settings, dataDir } = loadSettings(projectDir);
  const { DATABASE_URL } = settings;
  const database = await runPhase("Database", async () => {
    const result =
      DATABASE_URL === undefined
        ? describeEmbedded(await borrowEmbeddedPostgres(dataDir), dataDir)
        : describeDatabase({ ...settings, DATABASE_URL });
    resources.defer(asShutdownStep("database", result.stop));
    return { result, outcome: result.owner.description };
  });
  await runPhase("Migrations", async () => {
    const result = await applyMigrations(database, { onApplied: printNote });
    return { result, outcome: result.length === 0 ? "none to apply" : `${result.length} applied` };
  });
}

const resources = new AsyncDisposableStack();
try {
  await run(resources).finally(() => resources.disposeAsync());
} catch (error) {
  printFailure(error);
  process.exitCode = 1;
}
