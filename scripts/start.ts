import { randomBytes } from "node:crypto";
import { checkHidden } from "#lib/docs/hidden.ts";
import { type Env, readEnv, type Settings } from "#lib/env.ts";
import { asShutdownStep, runShutdownHooks, withinSeconds } from "#lib/lifecycle.ts";
import { getBrand } from "#lib/runtime/brand.ts";
import { getConfig } from "#lib/runtime/config.ts";
import { getMetrics } from "#lib/telemetry/metrics.ts";
import { startTraces } from "#lib/telemetry/traces.ts";
import { watchRejections } from "#lib/telemetry/watch-rejections.ts";
import { ensureBuild } from "#scripts/start/build.ts";
import { applyMigrations, checkInstallation, openDatabase } from "#scripts/start/database.ts";
import { drain, getDrainSeconds } from "#scripts/start/drain.ts";
import { findPort, shownAddress } from "#scripts/start/port.ts";
import { projectDir } from "#scripts/start/project.ts";
import { requirePublicUrl } from "#scripts/start/public-url.ts";
import { keepSecrets, requireSecrets } from "#scripts/start/secrets.ts";
import { loadSettings } from "#scripts/start/settings.ts";
import { listenForStop, StopRequested, untilAborted } from "#scripts/start/stop-request.ts";
import { printBlock, printFailure, printNote, runPhase } from "#scripts/start/terminal.ts";
import { describePortalTrust, describeVerifierTrust } from "#scripts/start/trust.ts";
import { findVerifierPort, startVerifier } from "#scripts/start/verifier.ts";
import { waitFor } from "#scripts/start/wait.ts";

const graceMs = 10_000;
const stepMs = 120_000;
const buildMs = 30 * 60_000;
const migrationMs = 30 * 60_000;

/** `api` serves only the API, without pages, build and verifier. */
type Mode = "portal" | "dev" | "api";

function readMode([flag]: string[]): Mode {
  if (flag === "--api") return "api";
  return flag === "--dev" ? "dev" : "portal";
}

/** Starts everything, serves until a signal, then shuts down in reverse order. */
async function run(mode: Mode, stop: AbortSignal): Promise<void> {
  const installation = loadSettings(projectDir);
  process.chdir(projectDir);
  checkHidden(getConfig());
  getBrand();
  const resources = new AsyncDisposableStack();
  try {
    const drainSeconds = await start(mode, stop, installation, resources);
    await untilAborted(stop);
    await drain(stop, drainSeconds);
  } finally {
    await withinSeconds(installation.settings.SHUTDOWN_SECONDS, resources.disposeAsync());
  }
}

async function start(
  mode: Mode,
  stop: AbortSignal,
  { settings, dataDir }: { settings: Settings; dataDir: string },
  resources: AsyncDisposableStack,
): Promise<number> {
  const isDev = mode === "dev";
  const isEmbedded = settings.DATABASE_URL === undefined;
  if (!isEmbedded && !isDev) {
    requireSecrets();
    requirePublicUrl(settings);
  }
  const port = await findPort(settings.PORT, settings.HOST);
  const usual = settings.PORT === 0 ? 0 : port + 1;
  const hasVerifier = settings.VERIFIER === "on" && mode !== "api";
  const verifierPort = hasVerifier ? await findVerifierPort(settings, usual) : 0;
  const secrets = isEmbedded || isDev ? await keepSecrets(dataDir) : {};
  console.log("");

  const database = await runPhase("Database", async () => {
    const opening = openDatabase(settings, dataDir);
    const result = await waitFor(opening, { what: "the embedded PostgreSQL" });
    resources.defer(asShutdownStep("database", result.stop));
    if (settings.MIGRATE_ON_START) await applyMigrations(result, { stop, limitMs: migrationMs });
    // What serves need not know the owner's password.
    delete process.env.MIGRATION_DATABASE_URL;
    const env = readEnv({ ...process.env, ...secrets });
    await checkInstallation(result, env, { isAdopting: true, stop });
    return { result, outcome: result.description };
  });
  stop.throwIfAborted();
  const drainSeconds = getDrainSeconds(settings, isDev);
  const env = exportEnvironment({
    ...secrets,
    NODE_ENV: isDev ? "development" : "production",
    PORT: String(port),
    DATABASE_URL: database.url,
    KEYSMITH_DATA_DIR: dataDir,
    DRAIN_SECONDS: String(drainSeconds),
    ...addressForNextAuth(settings.KEYSMITH_URL),
  });

  await startTraces(settings, "portal");
  if (mode === "portal") {
    await runPhase("Build", () =>
      waitFor(build(stop), { what: "the build", limitMs: buildMs, stop }),
    );
  }
  const welcoming = welcome(env, isEmbedded);
  await waitFor(welcoming, { what: "the first merchant", limitMs: stepMs, stop });
  stop.throwIfAborted();

  await runPhase("Server", async () => {
    // Loaded here, because Next reads the environment when it is imported.
    const { serve, serveApi } = await import("#scripts/start/serve.ts");
    const { startJobs } = await import("#lib/runtime/start-jobs.ts");
    const isAccessLogged = settings.ACCESS_LOG === "on";
    const serving =
      mode === "api"
        ? serveApi({ port, settings, isAccessLogged })
        : serve({ port, settings, isDev, isAccessLogged });
    const app = await waitFor(serving, { what: "the server to answer", limitMs: stepMs, stop });
    resources.defer(asShutdownStep("pages", app.close));
    resources.defer(runShutdownHooks);
    resources.defer(asShutdownStep("requests", () => app.server.close(isDev ? 0 : graceMs)));
    await waitFor(startJobs(), { what: "the job queue", limitMs: stepMs, stop });
    return { result: app, outcome: shownAddress(settings.HOST, app.port) };
  });
  stop.throwIfAborted();

  if (hasVerifier) {
    await runPhase("Verifier", async () => {
      const starting = startVerifier(verifierPort, stop);
      // A verifier that is stopped during its start must also end before its database.
      const close = () => starting.then((verifier) => verifier.close()).catch(() => undefined);
      resources.defer(asShutdownStep("verifier", close));
      const verifier = await waitFor(starting, { what: "the verifier", limitMs: stepMs, stop });
      return { result: verifier, outcome: shownAddress(settings.VERIFIER_HOST, verifier.port) };
    });
  }
  printNote(describePortalTrust(settings));
  if (hasVerifier) printNote(describeVerifierTrust(settings));
  return drainSeconds;
}

/** next-auth takes its own URL from these, or else from each request. */
function addressForNextAuth(publicUrl: string | undefined): Record<string, string> {
  return publicUrl ? { NEXTAUTH_URL: publicUrl } : { AUTH_TRUST_HOST: "true" };
}

/** Exports all settings to the environment, for code inside Next. */
function exportEnvironment(values: Record<string, string>): Env {
  Object.assign(process.env, values, { NEXT_TELEMETRY_DISABLED: "1" });
  return readEnv(process.env);
}

async function build(signal: AbortSignal): Promise<{ result: boolean; outcome: string }> {
  const onBuild = () =>
    printNote("Building. This takes about a minute and only happens after a change…");
  const result = await ensureBuild({ signal, onBuild });
  return { result, outcome: result ? "made" : "is current" };
}

/** On a database without a merchant, creates a demo or explains how to create the first one. */
async function welcome(env: Env, isEmbedded: boolean): Promise<void> {
  const { KEYSMITH_URL: publicUrl, KEYSMITH_DEMO_PASSWORD: wishedPassword } = env;
  const { DATABASE_URL: url = "", DATABASE_PREPARE: prepare } = env;
  const password = wishedPassword ?? randomBytes(12).toString("base64url");
  const { prepareFirstMerchant } = await import("#scripts/start/seed.ts");
  const first = await prepareFirstMerchant({ url, prepare, isEmbedded, publicUrl, password });
  if (first.kind === "demo") {
    printBlock("Demo merchant, shown only once", { email: first.email, password });
  }
  if (first.kind === "none") {
    printNote("There are no merchants yet. Create the first one:");
    printNote("npm run operator -- merchant create NAME --owner EMAIL");
  }
}

// A closed output stream is no reason to stop, or to report errors endlessly.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

watchRejections(getMetrics());

try {
  await run(readMode(process.argv.slice(2)), listenForStop());
  process.exit(0);
} catch (error) {
  if (error instanceof StopRequested) process.exit(0);
  printFailure(error);
  process.exit(1);
}
