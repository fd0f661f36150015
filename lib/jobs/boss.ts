import { sql } from "drizzle-orm";
import { type ConstructorOptions, type Db, fromDrizzle, PgBoss } from "pg-boss";
import type { Database } from "#lib/context.ts";
import { log, ThrottledLog } from "#lib/log.ts";

/** Some of pg-boss' queries contain several statements between BEGIN and COMMIT. */
const transactionText = /^\s*BEGIN;(.*)COMMIT;\s*$/s;

/**
 * Lets pg-boss use our pool or a transaction on it. BEGIN as text needs a session, which a pool
 * does not have, so such a text becomes a transaction of the driver.
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

/** Encodes values, which pg-boss expects of the driver and ours leaves to Drizzle's columns. */
function encode(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" && !Array.isArray(value) ? JSON.stringify(value) : value;
}

/**
 * Creates the job queue on `db`. It can send at once; workers and maintenance run after its start.
 */
export function createBoss(db: Database, options: ConstructorOptions = {}): PgBoss {
  const boss = new PgBoss({
    db: asBossDatabase(db),
    instanceName: "keysmith",
    openTelemetry: { enabled: false },
    // The tables are small, and a rebuild may take longer than our statement timeout.
    reindex: false,
    ...options,
  });
  const faults = new ThrottledLog((fields) => log.warn(fields, "job queue failed"));
  boss.on("error", (error) => faults.add({ err: error }));
  boss.on("warning", ({ message }) => log.warn(message));
  return boss;
}
