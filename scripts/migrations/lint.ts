import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { parse } from "libpg-query";
import { type Migration, readMigrations } from "#lib/db/migrations/read.ts";

const squawk = createRequire(import.meta.url).resolve("squawk-cli/js/bin/squawk");

/** Rules of squawk that don't apply. */
const excluded = [
  // The runner sets both, and repeats what ran into them.
  "require-lock-timeout",
  "require-statement-timeout",
  // We check this ourselves, and only outside of transactions.
  "prefer-robust-stmts",
  // We accept it after the validation of a constraint.
  "adding-not-nullable-field",
  // A choice of types, which blocks nobody.
  "prefer-bigint-over-int",
];

/** Hashes of the migrations that have been released, by name. */
export type Landed = Readonly<Record<string, string>>;

/**
 * Finds migrations that would block requests on a large table, or that differ from what was
 * released. Released ones are not linted: nobody can change them.
 * @returns one line for each problem
 */
export async function lintMigrations(folder: string, landed: Landed): Promise<string[]> {
  const migrations = readMigrations(folder);
  const names = new Set(migrations.map(({ name }) => name));
  const missing = Object.keys(landed).filter((name) => !names.has(name));
  const problems = missing.map((name) => `${name}: was released, and is missing`);
  const checks: Checks = new Map();
  for (const migration of migrations) {
    const { name, hash } = migration;
    const found = await inspect(migration, checks);
    if (name in landed) {
      if (landed[name] !== hash) problems.push(`${name}: was released, and must not change`);
      continue;
    }
    const both = [...found, ...(await runSquawk(folder, migration))];
    problems.push(...both.map((problem) => `${name}: ${problem}`));
  }
  return problems;
}

async function runSquawk(folder: string, { name, isTransactional }: Migration) {
  const options = [
    "--pg-version=14",
    "--reporter=json",
    `--exclude=${excluded.join()}`,
    ...(isTransactional ? ["--assume-in-transaction"] : []),
  ];
  const path = join(folder, `${name}.sql`);
  const { stdout } = await promisify(execFile)(process.execPath, [squawk, ...options, path]).catch(
    (error) => {
      // It ends with 1 where it has found something.
      if (error.code === 1 && error.stdout) return error as { stdout: string };
      throw error;
    },
  );
  const reports: { line: number; rule_name: string; message: string; help: string | null }[] =
    JSON.parse(stdout || "[]");
  return reports.map(({ line, rule_name, message, help }) =>
    [`line ${line + 1}: ${message}`, help, `(${rule_name})`].filter(Boolean).join(" "),
  );
}

/** Somebody vouches for what the parser cannot see. */
const checkedByHand = /^-- checked by hand: \S/m;

/** A statement of PostgreSQL's own parser: its kind and its fields. */
type Node = Record<string, Record<string, unknown>>;

/** Constraints `IS NOT NULL` with their columns, and columns with "validated". */
type Checks = Map<string, string>;

interface Relation {
  relname?: string;
}

/**
 * Finds what squawk doesn't look for: changes of many rows in one statement, and SET NOT NULL, which
 * reads the whole table unless a constraint has been validated.
 * @param checks what earlier migrations have checked; extended
 */
async function inspect(migration: Migration, checks: Checks): Promise<string[]> {
  const problems: string[] = [];
  for (const { sql, isBatch } of migration.statements) {
    const { stmts = [] } = await parse(sql);
    if (!migration.isTransactional && stmts.length !== 1) {
      problems.push("without a transaction, a breakpoint must follow each statement");
    }
    for (const { stmt } of stmts) {
      const [kind = "", fields = {}] = Object.entries((stmt ?? {}) as Node)[0] ?? [];
      const about = { kind, fields, isBatch, sql, checks };
      const find = migration.isTransactional ? inspectInTransaction : inspectAlone;
      problems.push(...find(about), ...findFullScans(about));
    }
  }
  return problems;
}

interface Statement {
  kind: string;
  fields: Record<string, unknown>;
  isBatch: boolean;
  sql: string;
  checks: Checks;
}

/** Whether a statement changes rows that it has found in a table, also inside a WITH. */
function changesRows({ kind, fields }: Pick<Statement, "kind" | "fields">): boolean {
  if (["UpdateStmt", "DeleteStmt", "MergeStmt"].includes(kind)) return true;
  if (kind === "CreateFunctionStmt") return false;
  const text = JSON.stringify(fields);
  if (/"(?:UpdateStmt|DeleteStmt|MergeStmt)":/.test(text)) return true;
  return kind === "InsertStmt" && /"fromClause":/.test(text);
}

function inspectInTransaction(statement: Statement): string[] {
  const { kind, fields, isBatch } = statement;
  if (fields.concurrent) return ["CONCURRENTLY needs -- no-transaction"];
  if (isBatch) return ["a batch needs a migration with -- no-transaction"];
  if (kind === "DoStmt" && !checkedByHand.test(statement.sql)) {
    return [
      "this check can't see what a DO block does: say in -- checked by hand: why nobody waits",
    ];
  }
  if (!changesRows(statement)) return [];
  return ["changes rows of a whole table in one transaction: do it by -- batch"];
}

/** Allows only what may run again after an interruption. */
function inspectAlone(statement: Statement): string[] {
  const { kind, fields, isBatch, sql } = statement;
  if (isBatch) {
    if (changesRows(statement) && /\blimit\b/i.test(sql)) return [];
    return ["a batch must change a limited number of rows"];
  }
  if (kind === "IndexStmt" && fields.concurrent) {
    return fields.if_not_exists ? [] : ["an index must be created IF NOT EXISTS"];
  }
  if (kind === "DropStmt" && fields.concurrent) {
    return fields.missing_ok ? [] : ["an index must be dropped IF EXISTS"];
  }
  const isValidation = listChanges(statement).every(
    ({ subtype }) => subtype === "AT_ValidateConstraint",
  );
  if (kind === "AlterTableStmt" && isValidation) return [];
  return [
    "only CONCURRENTLY, VALIDATE CONSTRAINT and -- batch may run without a transaction: " +
      "put the rest into a migration of its own",
  ];
}

/** Finds SET NOT NULL for columns of which no constraint has been validated that says the same. */
function findFullScans(statement: Statement): string[] {
  const { checks } = statement;
  const { relname = "" } = (statement.fields.relation ?? {}) as Relation;
  const problems: string[] = [];
  for (const { subtype, name = "", def } of listChanges(statement)) {
    if (subtype === "AT_AddConstraint") {
      const { conname, raw_expr } = def?.Constraint ?? {};
      const { nulltesttype, arg } = raw_expr?.NullTest ?? {};
      const column = arg?.ColumnRef?.fields?.at(-1)?.String?.sval;
      if (nulltesttype === "IS_NOT_NULL")
        checks.set(`${relname}.${conname}`, `${relname}.${column}`);
    }
    if (subtype === "AT_ValidateConstraint") {
      const column = checks.get(`${relname}.${name}`);
      if (column !== undefined) checks.set(column, "validated");
    }
    if (subtype === "AT_SetNotNull" && checks.get(`${relname}.${name}`) !== "validated") {
      problems.push(
        `SET NOT NULL reads all of ${relname}: before it add CHECK (${name} IS NOT NULL) NOT VALID, ` +
          "and VALIDATE it",
      );
    }
  }
  return problems;
}

interface Change {
  subtype: string;
  name?: string;
  def?: {
    Constraint?: {
      conname?: string;
      raw_expr?: {
        NullTest?: {
          nulltesttype?: string;
          arg?: { ColumnRef?: { fields?: { String?: { sval?: string } }[] } };
        };
      };
    };
  };
}

function listChanges({ kind, fields }: Statement): Change[] {
  if (kind !== "AlterTableStmt") return [];
  const cmds = (fields.cmds ?? []) as { AlterTableCmd: Change }[];
  return cmds.map(({ AlterTableCmd }) => AlterTableCmd);
}
