import { existsSync } from "node:fs";
import { readdir, statfs } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import type { Sql } from "postgres";
import { listAuditPartitions } from "#lib/audit/partitions.ts";
import { getSigningKeys } from "#lib/auth/signing-keys.ts";
import { checkClock } from "#lib/db/check-clock.ts";
import { checkSchema } from "#lib/db/check-schema.ts";
import { checkSecrets } from "#lib/db/check-secrets.ts";
import { checkServingRole } from "#lib/db/check-serving-role.ts";
import { keepsSession } from "#lib/db/check-session.ts";
import { borrowEmbeddedPostgres } from "#lib/db/embedded.ts";
import { toAny } from "#lib/db/target-session.ts";
import { withClient } from "#lib/db/with-client.ts";
import { type Env, readEnv } from "#lib/env.ts";
import { getIdTime, smallestIdAt } from "#lib/ids.ts";
import { measureQueues } from "#lib/jobs/queue-load.ts";
import { getCheckName, secretNames } from "#lib/secret-list.ts";
import type { Outcome, StandaloneCommand } from "#scripts/operator/command.ts";
import { explainFailure } from "#scripts/operator/failure.ts";
import { createOperatorContext } from "#scripts/operator/open.ts";
import { toTable } from "#scripts/operator/table.ts";
import { describeDatabase, describeEmbedded } from "#scripts/start/database.ts";
import { type Installation, toInstallation } from "#scripts/start/installation.ts";
import { projectDir } from "#scripts/start/project.ts";
import { hasSecrets, keepSecrets } from "#scripts/start/secrets.ts";
import { loadSettings } from "#scripts/start/settings.ts";

const timeoutMs = 10_000;
const lateSeconds = 300;
const oldBackupDays = 7;
const lowShareOfDisk = 0.1;
const busyShareOfConnections = 0.8;
/** Random bytes in base64 or hex have more; typed or repeated text often has fewer. */
const fewCharacters = 12;
const dayMs = 24 * 3600 * 1000;
const monthMs = 31 * dayMs;

interface Finding {
  check: string;
  status: "ok" | "warning" | "problem";
  message: string;
}

interface Subject {
  env: Installation;
  dataDir: string;
  isEmbedded: boolean;
  /** Connection to the server itself. */
  sql: Sql;
  resources: AsyncDisposableStack;
}

type Result = Omit<Finding, "check">;
const ok = (message: string): Result => ({ status: "ok", message });
const warning = (message: string): Result => ({ status: "warning", message });
const problem = (message: string): Result => ({ status: "problem", message });

/** Each is reported, also if another one fails. */
const checks: Record<string, (subject: Subject) => Promise<Result>> = {
  primary: async ({ sql }) => {
    const [row] = await sql`select pg_is_in_recovery() as "isStandby",
      current_setting('server_version') as version, pg_database_size(current_database())::float8 as bytes`;
    if (row?.isStandby) return problem("The server is a standby. Only the primary can be used.");
    return ok(`PostgreSQL ${row?.version}, ${formatBytes(row?.bytes)}`);
  },
  schema: async ({ sql }) => {
    const note = await checkSchema(sql);
    return note === undefined ? ok("is this version's") : warning(note);
  },
  pooler: async ({ env }) => {
    if (await keepsSession(env.DATABASE_URL, timeoutMs))
      return ok("connections keep their session");
    if (env.DATABASE_DIRECT_URL === undefined) {
      return problem("DATABASE_URL is a pooler in transaction mode. Set DATABASE_DIRECT_URL.");
    }
    return env.DATABASE_PREPARE
      ? problem("DATABASE_URL is a pooler in transaction mode. Set DATABASE_PREPARE=false.")
      : ok("is in transaction mode, and PostgreSQL is reached directly besides");
  },
  secrets: async ({ env, sql, resources }) => {
    const notes = await checkSecrets(sql, env, { isAdopting: false });
    const [row] =
      await sql`select count(*)::int as keys from signing_keys where revoked_at is null`;
    if (row?.keys > 0) await getSigningKeys(createOperatorContext(env, resources));
    const weak = findWeakSecrets(env);
    if (weak.length > 0) {
      notes.push(`${weak.join(", ")}: not random. Make secrets by: openssl rand -base64 32`);
    }
    return notes.length === 0
      ? ok("match this database and decrypt its stored secrets")
      : warning(notes.join(" "));
  },
  role: async ({ sql, isEmbedded }) => {
    const note = isEmbedded ? undefined : await checkServingRole(sql);
    return note === undefined ? ok("can only read and write rows") : warning(note);
  },
  clock: async ({ sql }) => {
    const note = await checkClock(sql);
    return note === undefined ? ok("matches the database's") : warning(note);
  },
  "audit log": async ({ env, resources }) => {
    const ctx = createOperatorContext(env, resources);
    const partitions = await listAuditPartitions(ctx);
    const end = new Date(getIdTime(partitions.at(-1)?.toId ?? smallestIdAt("aud", 0)));
    if (end.getTime() < Date.now() + monthMs) {
      return problem(
        `Portals add no months: events can be written until ${end.toISOString()} only.`,
      );
    }
    const { auditMonths } = ctx.config.retention;
    const kept = new Date();
    kept.setUTCMonth(kept.getUTCMonth() - (auditMonths ?? 0), 1);
    kept.setUTCHours(0, 0, 0, 0);
    const bound = smallestIdAt("aud", kept.getTime());
    if (auditMonths !== null && partitions.some(({ toId }) => toId <= bound)) {
      return warning(
        "Months that aren't kept any more can be archived: npm run operator -- audit archive FOLDER",
      );
    }
    return ok(
      `has ${partitions.length} partitions, the last until ${end.toISOString().slice(0, 10)}`,
    );
  },
  connections: async ({ sql }) => {
    const [row] = await sql`
      select count(*)::int as used, current_setting('max_connections')::int as most from pg_stat_activity
      where backend_type = 'client backend'`;
    const text = `${row?.used} of ${row?.most} connections to the server are in use`;
    return row?.used > row?.most * busyShareOfConnections
      ? warning(`${text}. See docs/operations/sizing.md.`)
      : ok(text);
  },
  mail: async ({ env, dataDir }) => {
    if (env.SMTP_URL !== undefined) {
      const transport = createTransport({ url: env.SMTP_URL, connectionTimeout: timeoutMs });
      return transport.verify().then(
        () => ok("the server accepts the credentials"),
        ({ message }) => problem(`Couldn't connect to the server of SMTP_URL: ${message}`),
      );
    }
    const files = await readdir(join(dataDir, "mail")).catch(() => []);
    return warning(
      `SMTP_URL isn't set. Emails are saved as files (${files.length}) in the data folder.`,
    );
  },
  jobs: async ({ env, resources }) => {
    const loads = await measureQueues(createOperatorContext(env, resources).db);
    const late = loads.filter(({ ageSeconds }) => ageSeconds > lateSeconds);
    if (late.length === 0) return ok("no job has been waiting for long");
    const waits = late.map(
      ({ queue, ageSeconds }) => `${queue} (${Math.round(ageSeconds / 60)} min)`,
    );
    return problem(`Jobs are waiting for a worker: ${waits.join(", ")}. Is a portal running?`);
  },
  disk: async ({ dataDir, isEmbedded }) => {
    const folder = existsSync(dataDir) ? dataDir : projectDir;
    const { bavail, blocks, bsize } = await statfs(folder);
    const text = `${formatBytes(bavail * bsize)} are free in ${folder}`;
    if (bavail / blocks > lowShareOfDisk) return ok(text);
    return isEmbedded ? problem(`Only ${text}, where the database is.`) : warning(`Only ${text}.`);
  },
  backup: async ({ sql, isEmbedded }) => (isEmbedded ? checkBackupAge(sql) : checkArchive(sql)),
};

async function checkBackupAge(sql: Sql): Promise<Result> {
  const [row] = await sql<{ takenAt: string | null }[]>`
    select max(after->>'takenAt') as "takenAt" from audit_events
    where merchant_id is null and action = 'installation.backed_up'`;
  if (!row?.takenAt) return warning("There is no backup yet: npm run backup -- FILE");
  const days = Math.floor((Date.now() - Date.parse(row.takenAt)) / dayMs);
  const text = `the last one is from ${row.takenAt}`;
  return days < oldBackupDays ? ok(text) : warning(`It is ${days} days old: ${text}.`);
}

async function checkArchive(sql: Sql): Promise<Result> {
  const [row] = await sql<{ mode: string; isFailing: boolean; archivedAt: Date | null }[]>`
    select current_setting('archive_mode') as mode, last_archived_time as "archivedAt",
      coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false) as "isFailing"
    from pg_stat_archiver`;
  if (row?.isFailing) return problem("PostgreSQL cannot archive its WAL: archive_command fails.");
  if (row?.mode === "off" || !row?.archivedAt) {
    return ok("is up to you; PostgreSQL archives no WAL (docs/operations/backup.md)");
  }
  return ok(`the last WAL file was archived at ${row.archivedAt.toISOString()}`);
}

function findWeakSecrets(env: Env): string[] {
  const versions = secretNames.flatMap((name) =>
    env[name].map(({ version, text }) => ({ name: getCheckName(name, version), text })),
  );
  const weak = versions.filter(({ text }) => {
    const isShared = versions.filter((each) => each.text === text).length > 1;
    return isShared || new Set(text).size < fewCharacters;
  });
  return weak.map(({ name }) => name);
}

/** Examines the installation; reports what keeps it from being examined as a finding, too. */
async function examine(): Promise<Finding[]> {
  const resources = new AsyncDisposableStack();
  const findings: Finding[] = [];
  const add = (check: string, result: Result) => findings.push({ check, ...result });
  try {
    const { settings, dataDir } = loadSettings(projectDir);
    const isEmbedded = settings.DATABASE_URL === undefined;
    const env = await findEnv(dataDir, isEmbedded, resources);
    add("settings", ok("can be read"));
    const direct = env.DATABASE_DIRECT_URL ?? env.DATABASE_URL;
    for (const [check, run] of Object.entries(checks)) {
      // A connection of its own, so that a lost one fails one check.
      const running = withClient(
        direct,
        timeoutMs,
        (sql) => run({ env, dataDir, isEmbedded, sql, resources }),
        toAny,
      );
      add(check, await running.catch((error) => problem(explainFailure(error))));
    }
  } catch (error) {
    add("settings", problem(explainFailure(error)));
  } finally {
    await resources.disposeAsync();
  }
  return findings;
}

async function findEnv(
  dataDir: string,
  isEmbedded: boolean,
  resources: AsyncDisposableStack,
): Promise<Installation> {
  if (!isEmbedded) {
    const env = readEnv(process.env);
    const database = describeDatabase({ ...env, DATABASE_URL: env.DATABASE_URL ?? "" });
    return toInstallation(env, database, null);
  }
  const borrowed = await borrowEmbeddedPostgres(dataDir);
  resources.defer(borrowed.stop);
  if (!(await hasSecrets(dataDir))) throw new Error(`There is no secrets.json in ${dataDir}.`);
  const secrets = await keepSecrets(dataDir);
  const env = readEnv({ ...process.env, ...secrets });
  return toInstallation(env, describeEmbedded(borrowed, dataDir), dataDir);
}

function formatBytes(bytes: number): string {
  return bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

async function diagnose(): Promise<Outcome> {
  const findings = await examine();
  const rows = findings.map(({ check, status, message }) => [status, check, message]);
  return {
    text: toTable(["STATUS", "CHECK", "FINDING"], rows),
    json: findings,
    hasProblems: findings.some(({ status }) => status === "problem"),
  };
}

export const doctorCommands: StandaloneCommand[] = [
  {
    usage: "doctor",
    summary: "check this installation",
    help: [
      "Checks the settings, the database, its schema and pooler, the secrets, the clock, the email\n" +
        "server, waiting jobs, the disk, and the age of the last backup. Changes nothing.",
      "Exits with 3 if there is a problem, and with 0 if there are only warnings.",
    ],
    runAlone: diagnose,
  },
];
