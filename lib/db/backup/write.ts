import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { link, rm, stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Sql, TransactionSql } from "postgres";
import { describeSchema, listTables } from "#lib/db/backup/describe-schema.ts";
import {
  begin,
  commit,
  endOfRows,
  formatChecksum,
  isCompressed,
  title,
} from "#lib/db/backup/format.ts";
import { openClient } from "#lib/db/open-client.ts";

/** Rows are written in blocks, so that damage is found soon and its place is known. */
const blockBytes = 8 * 1024 * 1024;
const chunkBytes = 64 * 1024;

/**
 * Leases are of the moment. Without them, the first process that looks takes the restored database
 * for a promoted standby, and makes revocations wait for the verifiers of before.
 */
const emptyTables = /(^|\.)verifier_leases$/;

export interface BackupOptions {
  /** Share of the work that is done, from 0 to 1. */
  onProgress?(share: number): void;
  signal?: AbortSignal;
}

export interface Backup {
  /** Everything committed before this time is in the backup. */
  takenAt: Date;
  tables: number;
}

/**
 * Writes everything in the database at `url` to a new file, as SQL for psql, in one snapshot. The
 * database may be in use. The file exists only if it is complete.
 * @throws Error if the file exists, or the driver's or file system's
 */
export async function writeBackup(
  url: string,
  path: string,
  options: BackupOptions = {},
): Promise<Backup> {
  await requireAbsent(path);
  const draft = `${path}.${process.pid}.partial`;
  const sql = openClient(url, {
    max: 1,
    prepare: false,
    idle_timeout: 0,
    max_lifetime: null,
    connection: {
      application_name: "keysmith-backup",
      TimeZone: "UTC",
      DateStyle: "ISO, YMD",
      IntervalStyle: "postgres",
    },
    onnotice: () => undefined,
  });
  let failure: unknown;
  try {
    // So that PostgreSQL qualifies every name that it prints.
    await sql.unsafe(`
      set search_path = '';
      set extra_float_digits = 1;
      set statement_timeout = 0;
      set idle_in_transaction_session_timeout = 0`);
    const backup = await inSnapshot(sql, async (tx) => {
      const [now] = await tx<{ takenAt: Date; server: string }[]>`
        select now() as "takenAt", current_setting('server_version') as server`;
      if (!now) throw new Error("The database didn't return its time.");
      const schema = await describeSchema(tx);
      const statements = generate(tx, now, schema, options.onProgress);
      const file = createWriteStream(draft, { flags: "wx", mode: 0o600, flush: true });
      const { signal } = options;
      const writing = isCompressed(path)
        ? pipeline(statements, createGzip(), file, { signal })
        : pipeline(statements, file, { signal });
      await writing.catch(async (error) => {
        failure = error;
        // A rollback would wait for the end of the COPY, which nobody reads any more.
        await sql.end({ timeout: 0 });
      });
      return { takenAt: now.takenAt, tables: schema.tables.length };
    });
    // Unlike a rename, a link never replaces a file.
    await link(draft, path);
    return backup;
  } catch (error) {
    throw failure ?? error;
  } finally {
    await rm(draft, { force: true });
    await sql.end({ timeout: 1 });
  }
}

async function requireAbsent(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found) throw new Error(`${path} already exists. Choose another name, or remove it.`);
}

/**
 * Runs `work` in one snapshot, with every table locked against changes of the schema. Locking does
 * not take the snapshot yet, so tables made before the locks are seen, and the work begins anew.
 */
async function inSnapshot<T>(sql: Sql, work: (tx: TransactionSql) => Promise<T>): Promise<T> {
  for (;;) {
    const tables = await listTables(sql);
    const result = await sql.begin("isolation level repeatable read read only", async (tx) => {
      if (tables.length > 0)
        await tx.unsafe(`lock table ${tables.join(", ")} in access share mode`);
      const isSame = String(await listTables(tx)) === String(tables);
      return isSame ? { value: await work(tx) } : undefined;
    });
    if (result) return result.value as T;
  }
}

type Schema = Awaited<ReturnType<typeof describeSchema>>;

async function* generate(
  tx: TransactionSql,
  { takenAt, server }: { takenAt: Date; server: string },
  schema: Schema,
  onProgress: BackupOptions["onProgress"],
): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  const write = (text: string | Buffer): Buffer => {
    const bytes = Buffer.from(text as string);
    hash.update(bytes);
    return bytes;
  };
  const seal = () => write(formatChecksum(hash));

  yield write(
    `${title}-- Taken at ${takenAt.toISOString()} from PostgreSQL ${server}.\n` +
      "-- Restore it into an empty database: npm run restore -- FILE, or psql -v ON_ERROR_STOP=1 -f FILE\n" +
      '-- Each line that begins with "-- sha256" has the checksum of all bytes before that line.\n',
  );
  yield seal();
  yield write(begin);
  yield seal();
  yield write(sessionSettings);
  yield seal();
  for (const statement of schema.beforeData) {
    yield write(`${statement}\n`);
    yield seal();
  }
  const totalBytes = schema.tables.reduce((sum, { bytes }) => sum + bytes, 0);
  let doneBytes = 0;
  for (const table of schema.tables) {
    if (emptyTables.test(table.name)) continue;
    const copy = `COPY ${table.name} (${table.columns.join(", ")})`;
    const rows = await tx.unsafe(`${copy} TO STDOUT`).readable();
    let written = 0;
    for await (const block of toBlocks(rows)) {
      yield write(`${copy} FROM stdin;\n`);
      for await (const chunk of block) {
        yield write(chunk);
        written += chunk.length;
        const share = table.bytes > 0 ? Math.min(1, written / table.bytes) : 1;
        onProgress?.((doneBytes + share * table.bytes) / Math.max(1, totalBytes));
      }
      yield write(endOfRows);
      yield seal();
    }
    doneBytes += table.bytes;
  }
  for (const statement of [...schema.sequences, ...schema.afterData]) {
    yield write(`${statement}\n`);
    yield seal();
  }
  yield write(commit);
  yield seal();
  onProgress?.(1);
}

const sessionSettings = `SET LOCAL statement_timeout = 0;
SET LOCAL lock_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL client_encoding = 'UTF8';
SET LOCAL standard_conforming_strings = on;
SET LOCAL check_function_bodies = false;
SET LOCAL client_min_messages = warning;
SET LOCAL search_path = '';
`;

/** Groups rows, which the driver delivers one by one, into chunks, and those into blocks. */
async function* toBlocks(rows: Readable): AsyncGenerator<AsyncIterable<Buffer>> {
  const iterator = rows[Symbol.asyncIterator]();
  let next = await iterator.next();
  async function* block() {
    let chunk: Buffer[] = [];
    let length = 0;
    for (let total = 0; !next.done && total < blockBytes; next = await iterator.next()) {
      chunk.push(next.value);
      length += next.value.length;
      total += next.value.length;
      if (length < chunkBytes) continue;
      yield Buffer.concat(chunk);
      chunk = [];
      length = 0;
    }
    if (length > 0) yield Buffer.concat(chunk);
  }
  while (!next.done) yield block();
  // Where the rows end while the driver waits for us, it would go on waiting.
  rows._read(0);
}
