import { relative } from "node:path";
import { checkClock } from "#lib/db/check-clock.ts";
import { checkEncoding } from "#lib/db/check-encoding.ts";
import { checkRights } from "#lib/db/check-rights.ts";
import { checkSchema, isSchemaOlder } from "#lib/db/check-schema.ts";
import { checkSecrets } from "#lib/db/check-secrets.ts";
import { checkServingRole } from "#lib/db/check-serving-role.ts";
import { keepsSession } from "#lib/db/check-session.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#lib/db/embedded.ts";
import { migrateDatabase } from "#lib/db/migrate.ts";
import { parseDatabaseUrl } from "#lib/db/url.ts";
import { withClient } from "#lib/db/with-client.ts";
import type { Env, Settings } from "#lib/env.ts";
import { printWarning } from "#scripts/start/terminal.ts";
import { waitFor } from "#scripts/start/wait.ts";

const responseTimeoutMs = 10_000;
/** A way to the database, and the setting that names it. */
interface Target {
  url: string;
  description: string;
  setting: "DATABASE_URL" | "DATABASE_DIRECT_URL" | "MIGRATION_DATABASE_URL";
}

export interface Database {
  /** How the serving processes reach it, maybe through a pooler. */
  url: string;
  description: string;
  isEmbedded: boolean;
  /** The server itself, with the serving role. */
  direct: Target;
  /** The server itself, with the role that owns the schema. */
  owner: Target;
  stop(): Promise<void>;
}

type DatabaseSettings = Partial<
  Pick<Settings, "DATABASE_URL" | "DATABASE_DIRECT_URL" | "MIGRATION_DATABASE_URL">
>;

/** Opens the database of the settings, or an embedded one in the data folder. */
export async function openDatabase(settings: DatabaseSettings, dataDir: string): Promise<Database> {
  const { DATABASE_URL: url } = settings;
  if (url !== undefined) return describeDatabase({ ...settings, DATABASE_URL: url });
  return describeEmbedded(await startEmbeddedPostgres({ dataDir }), dataDir);
}

/** Describes an external database. */
export function describeDatabase(settings: DatabaseSettings & { DATABASE_URL: string }): Database {
  const toTarget = (setting: Target["setting"], url: string): Target => {
    return { url, description: parseDatabaseUrl(url).description, setting };
  };
  const { DATABASE_URL: url, DATABASE_DIRECT_URL: directUrl } = settings;
  const { MIGRATION_DATABASE_URL: ownerUrl } = settings;
  const target = toTarget("DATABASE_URL", url);
  const direct = directUrl ? toTarget("DATABASE_DIRECT_URL", directUrl) : target;
  const owner = ownerUrl ? toTarget("MIGRATION_DATABASE_URL", ownerUrl) : direct;
  const { description } = target;
  return { url, description, isEmbedded: false, direct, owner, stop: async () => undefined };
}

/** Describes the embedded database of a data folder. */
export function describeEmbedded(
  { url, servingUrl, stop }: EmbeddedPostgres,
  dataDir: string,
): Database {
  const place = relative(process.cwd(), dataDir);
  const shown = place.startsWith("..") || place === "" ? dataDir : place;
  const description = `PostgreSQL in ${shown}`;
  const target = { description, setting: "DATABASE_URL" } as const;
  return {
    url: servingUrl,
    description,
    isEmbedded: true,
    direct: { ...target, url: servingUrl },
    owner: { ...target, url },
    stop,
  };
}

interface MigrationOptions {
  stop?: AbortSignal;
  /** No limit if not given. */
  limitMs?: number;
  onApplied?(name: string): void;
}

/**
 * Applies the migrations, and gives the serving role its rights.
 * @returns the names of the applied migrations
 * @throws Error in one line, without the password, if the database is unusable; the signal's reason
 * after an abort
 */
export async function applyMigrations(
  { owner, direct }: Pick<Database, "owner" | "direct">,
  { stop, limitMs, onApplied }: MigrationOptions = {},
): Promise<string[]> {
  const { url, description } = owner;
  let used = owner;
  try {
    const what = `the database ${description}`;
    await waitFor(checkAccess(owner), { what, limitMs: 3 * responseTimeoutMs, stop });
    used = direct;
    const servingRole = await waitFor(readRole(direct), { what, limitMs: responseTimeoutMs, stop });
    used = owner;
    const migrating = `the migrations of ${description}, which another instance may be applying`;
    const applying = migrateDatabase(url, { servingRole, onApplied });
    return await waitFor(applying, { what: migrating, limitMs, stop });
  } catch (cause) {
    if (stop?.aborted) throw stop.reason;
    if (cause instanceof UnusableDatabase) throw cause;
    throw (
      explainOutage(used, cause) ??
      new Error(`The migrations could not be applied: ${innermost(cause).message}`, { cause })
    );
  }
}

async function readRole({ url }: Target): Promise<string> {
  const [row] = await withClient(
    url,
    responseTimeoutMs,
    (sql) => sql<{ name: string }[]>`select current_user as name`,
  );
  return row?.name ?? "";
}

/** Its message is ready for the terminal. */
class UnusableDatabase extends Error {}

/** Throws unless this connection and role can apply the migrations. */
async function checkAccess({ url, description, setting }: Target): Promise<void> {
  if (!(await keepsSession(url, responseTimeoutMs))) {
    throw new UnusableDatabase(
      `The database ${description} is behind a pooler in transaction mode, such as ` +
        `pgbouncer. Set ${setting === "DATABASE_URL" ? "DATABASE_DIRECT_URL" : setting} to the ` +
        "PostgreSQL server itself.",
    );
  }
  await withClient(url, responseTimeoutMs, async (sql) => {
    if (!(await isSchemaOlder(sql))) return;
    const check = checkEncoding(sql).then(() => checkRights(sql));
    await check.catch(({ message }) => {
      throw new UnusableDatabase(message);
    });
  });
}

/** A database that is unreachable now, maybe temporarily. */
export class DatabaseAway extends Error {}

/** Explains a failed connection in one line; undefined for any other error. */
function explainOutage({ url, description, setting }: Target, cause: unknown): Error | undefined {
  const { code = "", message } = innermost(cause);
  if (/CERT|SELF_SIGNED|UNABLE_TO_|^ERR_SSL|^ERR_TLS/.test(code)) {
    return new Error(
      `The TLS certificate of the database ${description} was rejected (${code}). Check ` +
        `sslmode and sslrootcert of ${setting}.`,
      { cause },
    );
  }
  const isUnreachable = /^(E[A-Z_]+|\w*TIMEOUT|CONNECTION_\w+)$/.test(code);
  const isRefused = /^(08P|25006|28|3D|57P)/.test(code);
  if (!isUnreachable && !isRefused) return undefined;
  const needsTls = typeof parseDatabaseUrl(url).options.ssl === "object";
  // A server without TLS just closes the connection.
  const isHungUp = needsTls && /^(ECONNRESET|EPIPE|CONNECTION_CLOSED)$/.test(code);
  const hint = isHungUp ? ", and may not offer TLS, which sslmode asks for" : "";
  const mayReturn = isUnreachable || /^(25006|57P)/.test(code);
  return new (mayReturn ? DatabaseAway : Error)(
    `The database ${description} ${isRefused ? "refused the connection" : "doesn't respond"} ` +
      `(${isRefused ? message : code})${hint}. Check ${setting}.`,
    { cause },
  );
}

/**
 * Refuses the start if schema or secrets do not match the database. Warns in the terminal about a
 * newer schema, a wrong clock or a role with too many rights.
 * @param options.isAdopting whether to store secrets that the database does not know
 */
export async function checkInstallation(
  database: Database,
  env: Env,
  options: { isAdopting: boolean; stop?: AbortSignal },
): Promise<void> {
  const { direct, isEmbedded } = database;
  const check = withClient(direct.url, responseTimeoutMs, async (sql) => {
    const warnings = [await checkSchema(sql), await checkClock(sql)];
    if (!isEmbedded) warnings.push(await checkServingRole(sql));
    // The sweep repeats it, and logs a failure.
    await sql`select add_audit_partitions()`.catch(() => undefined);
    for (const warning of warnings) if (warning) printWarning(warning);
    for (const warning of await checkSecrets(sql, env, options)) printWarning(warning);
  });
  const what = `the database ${direct.description}`;
  await waitFor(check, { what, limitMs: 2 * responseTimeoutMs, stop: options.stop }).catch(
    (error) => {
      throw explainOutage(direct, error) ?? error;
    },
  );
}

function innermost(error: unknown): { code?: string; message: string } {
  const { cause, errors } = error as { cause?: unknown; errors?: unknown[] };
  const inner = cause ?? errors?.[0];
  return inner ? innermost(inner) : (error as { code?: string; message: string });
}
