import { sql } from "drizzle-orm";
import { type ConstructorOptions, type Db, fromDrizzle, PgBoss } from "pg-boss";
import type { Database } from "#lib/context.ts";
import { log, ThrottledLog } from "#lib/log.ts";

/** Some of pg-boss' texts hold several statements between a BEGIN and a COMMIT of their own. */
const transactionText = /^\s*BEGIN;(.*)COMMIT;\s*$/s;

/**
 * Lets pg-boss speak through our pool, or a transaction on it. A pool has no session to begin a
 * transaction in by a text, so that such a text becomes a transaction of the driver's.
 */
function asBossDatabase(db: Database): Db {
  return {
    executeSql: (text, values = []) => {
      const body = values.length > 0 ? undefined : transactionText.exec(text)?.[1];
      if (body === undefined) return fromDrizzle(db, sql).executeSql(text, values.map(encode));
      return db.transaction((tx) => fromDrizzle(tx, sql).executeSql(body));
    },
  };
}

/** What pg-boss expects its own driver to do, and ours leaves to Drizzle's columns. */
function encode(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" && !Array.isArray(value) ? JSON.stringify(value) : value;
}

/** The job queue on `db`: it sends as it is, and works and keeps house once it is started. */
export function createBoss(db: Database, options: ConstructorOptions = {}): PgBoss {
  const boss = new PgBoss({
    db: asBossDatabase(db),
    instanceName: "keysmith",
    openTelemetry: { enabled: false },
    // The tables are small, and a rebuild may outlast what a statement is given on our pool.
    reindex: false,
    ...options,
  });
  const faults = new ThrottledLog((fields) => log.warn(fields, "job queue failed"));
  boss.on("error", (error) => faults.add({ err: error }));
  boss.on("warning", ({ message }) => log.warn(message));
  return boss;
}
