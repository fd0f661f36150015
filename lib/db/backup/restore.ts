import { pipeline } from "node:stream/promises";
import type { TransactionSql } from "postgres";
import { listTables } from "#lib/db/backup/describe-schema.ts";
import { begin, commit, findTakenAt } from "#lib/db/backup/format.ts";
import { readBackup } from "#lib/db/backup/read.ts";
import { openClient } from "#lib/db/open-client.ts";

export interface RestoreOptions {
  /** Share of the file that is restored, from 0 to 1. */
  onProgress?(share: number): void;
  signal?: AbortSignal;
}

export interface Restored {
  /** The time that the database is as of. */
  takenAt: Date;
}

/**
 * Restores a backup into the empty database at `url`, in one transaction: it becomes visible as a
 * whole, or the database stays empty.
 * @throws Error if the database is not empty, DamagedBackup, or the driver's
 */
export async function restoreBackup(
  url: string,
  path: string,
  { onProgress, signal }: RestoreOptions = {},
): Promise<Restored> {
  const sql = openClient(url, {
    max: 1,
    prepare: false,
    idle_timeout: 0,
    max_lifetime: null,
    connection: { application_name: "keysmith-restore" },
    onnotice: () => undefined,
  });
  try {
    await sql.unsafe("set statement_timeout = 0");
    let takenAt = "";
    await sql.begin(async (tx) => {
      await requireEmpty(tx);
      for await (const section of readBackup(path, onProgress)) {
        signal?.throwIfAborted();
        takenAt ||= findTakenAt(section.sql);
        if (section.rows) {
          await copyRows(tx, section.sql, section.rows);
        } else if (section.sql !== begin && section.sql !== commit) {
          await tx.unsafe(section.sql);
        }
      }
    });
    await sql.unsafe("analyze");
    return { takenAt: new Date(takenAt) };
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function copyRows(
  tx: TransactionSql,
  sql: string,
  rows: AsyncIterable<Buffer>,
): Promise<void> {
  const copy = await tx.unsafe(sql).writable();
  copy.on("error", () => undefined);
  await pipeline(rows, copy, { end: false });
  copy.end();
  // The driver loses an error that comes after the last row, but the transaction has failed then.
  await tx.unsafe("select 1").catch((cause) => {
    throw new Error(`PostgreSQL refused the rows of: ${sql.trim()}`, { cause });
  });
}

async function requireEmpty(tx: TransactionSql): Promise<void> {
  const [table] = await listTables(tx);
  if (table === undefined) return;
  throw new Error(
    `The database is not empty: it has the table ${table}. Restore into an empty database.`,
  );
}
