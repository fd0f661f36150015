import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { link, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { sql } from "drizzle-orm";
import type { Sql } from "postgres";
import { type AuditPartition, listAuditPartitions } from "#lib/audit/partitions.ts";
import { recordOperatorEvent } from "#lib/audit/record.ts";
import { type Context, inTransaction } from "#lib/context.ts";
import { withLockTimeout } from "#lib/db/migrations/with-lock-timeout.ts";
import { getIdTime, smallestIdAt } from "#lib/ids.ts";

const eventsPerRead = 1000;

/** Has the rights of the database's owner, and a single connection. */
type OwnerContext = Context & { db: { $client: Sql } };

export interface ArchivedEvents {
  file: string;
  /** All events in the file are from before this month (UTC), such as `2027-01`. */
  before: string;
  events: number;
  /** Of the file, in hex. */
  sha256: string;
}

/**
 * Moves the partitions of the audit log that end before `before` to files in `folder`, one JSON
 * object a line, compressed. A partition is removed only when its file is complete and all its
 * events are sealed.
 * @throws Error if a file exists, or events aren't sealed yet
 */
export async function archiveAuditLog(
  ctx: OwnerContext,
  { folder, before }: { folder: string; before: Date },
): Promise<ArchivedEvents[]> {
  const bound = smallestIdAt("aud", before.getTime());
  const partitions = await listAuditPartitions(ctx);
  const archived: ArchivedEvents[] = [];
  for (const partition of partitions.filter(({ toId }) => toId <= bound)) {
    archived.push(await archivePartition(ctx, folder, partition));
  }
  return archived;
}

async function archivePartition(
  ctx: OwnerContext,
  folder: string,
  { name, toId }: AuditPartition,
): Promise<ArchivedEvents> {
  const before = new Date(getIdTime(toId)).toISOString().slice(0, "2027-01".length);
  const path = join(folder, `audit-before-${before}.jsonl.gz`);
  await requireSealed(ctx, name);
  const { events, sha256 } = await writeEvents(ctx, name, path);
  const archived = { file: basename(path), before, events, sha256 };
  await withLockTimeout(ctx.db.$client, () =>
    inTransaction(ctx, async (tx) => {
      const partition = sql.identifier(name);
      await tx.db.execute(sql`lock table ${partition} in share mode`);
      const [found] = await tx.db.execute<{ events: number }>(sql`
        select count(*)::int as events from ${partition}`);
      if (found?.events !== events) {
        throw new Error(`Events were written to ${name} meanwhile. Remove ${path}, and try again.`);
      }
      await tx.db.execute(sql`drop table ${partition}`);
      await recordOperatorEvent(tx, null, {
        action: "audit_log.archived",
        after: { ...archived, beforeId: toId },
      });
    }),
  );
  return archived;
}

async function requireSealed({ db }: Context, partition: string): Promise<void> {
  const [newest] = await db.execute<{ isSealed: boolean | null }>(sql`
    select max(e.id) <= (select coalesce(max(through_id), '') from audit_seals) as "isSealed"
    from ${sql.identifier(partition)} e`);
  if (newest?.isSealed === false) {
    throw new Error(
      `Some events of ${partition} aren't sealed yet. Portals seal them within minutes. Try again then.`,
    );
  }
}

/** Writes a new file, which exists only if it is complete. */
async function writeEvents({ db }: Context, partition: string, path: string) {
  const draft = `${path}.${process.pid}.partial`;
  const hash = createHash("sha256");
  let events = 0;
  async function* readLines() {
    for (let after = ""; ; ) {
      const rows = await db.execute<{ id: string; line: string }>(sql`
        select e.id, to_jsonb(e)::text as line from ${sql.identifier(partition)} e
        where e.id > ${after} order by e.id limit ${eventsPerRead}`);
      const last = rows.at(-1);
      if (!last) return;
      events += rows.length;
      after = last.id;
      yield `${rows.map(({ line }) => line).join("\n")}\n`;
    }
  }
  async function* hashed(chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      yield chunk;
    }
  }
  try {
    const file = createWriteStream(draft, { flags: "wx", mode: 0o600, flush: true });
    await pipeline(readLines, createGzip(), hashed, file);
    // Unlike a rename, a link never replaces a file.
    await link(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
  return { events, sha256: hash.digest("hex") };
}
