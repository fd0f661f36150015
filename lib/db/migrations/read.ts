import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const list = createRequire(import.meta.url).resolve("#drizzle/migrations/meta/_journal.json");
/** Folder of the migrations. */
export const migrationsFolder = dirname(dirname(list));

export interface Migration {
  /** Name of its file, without the extension. */
  name: string;
  /** When it was generated, in milliseconds. Identifies it in the database. */
  createdAt: number;
  /** SHA-256 of its file. */
  hash: string;
  /** Whether it runs in one transaction; otherwise each statement runs in its own. */
  isTransactional: boolean;
  statements: MigrationStatement[];
}

export interface MigrationStatement {
  sql: string;
  /** Whether it is repeated until it changes no row. */
  isBatch: boolean;
}

const breakpoint = "--> statement-breakpoint";
const noTransaction = /^-- no-transaction$/m;
const batch = /^-- batch$/m;

/** Reads the migrations of a folder in their order. */
export function readMigrations(folder = migrationsFolder): Migration[] {
  const journal = JSON.parse(readFileSync(join(folder, "meta", "_journal.json"), "utf8"));
  const entries: { tag: string; when: number }[] = journal.entries;
  return entries
    .map(({ tag, when }) => readMigration(folder, tag, when))
    .sort((one, other) => one.createdAt - other.createdAt);
}

function readMigration(folder: string, name: string, createdAt: number): Migration {
  const text = readFileSync(join(folder, `${name}.sql`), "utf8");
  return {
    name,
    createdAt,
    hash: createHash("sha256").update(text).digest("hex"),
    isTransactional: !noTransaction.test(text),
    statements: text.split(breakpoint).map((sql) => ({ sql, isBatch: batch.test(sql) })),
  };
}
