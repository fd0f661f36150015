import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import landed from "#drizzle/landed.json" with { type: "json" };
import { migrateDatabase } from "#lib/db/migrate.ts";
import { migrationsFolder } from "#lib/db/migrations/read.ts";
import { oldRelease } from "#lib/testing/database/old-release.ts";
import { withDatabase } from "#lib/testing/database/postgres.ts";

const keyCount = Number(process.env.DRILL_KEYS ?? 1_000_000);
const eventCount = Number(process.env.DRILL_EVENTS ?? 5_000_000);
/** Migrations before these rows are made: the first that is large comes next. */
const firstCount = 3;
const longestMs = 1000;
const workers = 4;
/** How long a transaction that reads the tables stays open, again and again. */
const reportMs = 2000;
const limitMs = 2 * 60 * 60_000;

/** Each kind of change in the way that CONTRIBUTING.md shows. */
const examples: Record<string, string> = {
  example_expand: `
    ALTER TABLE "api_keys" ADD COLUMN "label" text;
    ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_label" CHECK ("label" IS NOT NULL) NOT VALID;
    CREATE FUNCTION "fill_label"() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN NEW."label" := NEW."description"; RETURN NEW; END $$;
    CREATE TRIGGER "api_keys_fill_label" BEFORE INSERT OR UPDATE ON "api_keys"
      FOR EACH ROW EXECUTE FUNCTION "fill_label"();`,
  example_fill: `-- no-transaction
    -- batch
    UPDATE "api_keys" SET "label" = "description"
    WHERE "id" IN (SELECT "id" FROM "api_keys" WHERE "label" IS NULL LIMIT 5000);
    --> statement-breakpoint
    CREATE INDEX CONCURRENTLY IF NOT EXISTS "api_keys_label" ON "api_keys" ("label");
    --> statement-breakpoint
    CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "api_key_secrets_pair"
      ON "api_key_secrets" ("api_key_id", "key_hash");
    --> statement-breakpoint
    ALTER TABLE "api_keys" VALIDATE CONSTRAINT "api_keys_label";`.replaceAll("\n    --", "\n--"),
  example_not_null: `
    ALTER TABLE "api_keys" ALTER COLUMN "label" SET NOT NULL;
    ALTER TABLE "api_keys" DROP CONSTRAINT "api_keys_label";`,
  example_constraints: `
    ALTER TABLE "api_key_secrets" ADD CONSTRAINT "api_key_secrets_key_again" FOREIGN KEY ("api_key_id")
      REFERENCES "api_keys" ("id") NOT VALID;`,
  example_validate: `-- no-transaction
    ALTER TABLE "api_key_secrets" VALIDATE CONSTRAINT "api_key_secrets_key_again";
    --> statement-breakpoint
    CREATE INDEX CONCURRENTLY IF NOT EXISTS "api_keys_at" ON "api_keys" ("created_at");`.replaceAll(
    "\n    --",
    "\n--",
  ),
};

let sql: Sql;
let url = "";
let folder = "";
const cleanups: (() => Promise<unknown>)[] = [];

/** Makes the first so many migrations, and no other, those of the folder. */
async function offer(entries: readonly unknown[]): Promise<void> {
  await writeFile(join(folder, "meta", "_journal.json"), JSON.stringify({ entries }));
}

const log = (text: string) => process.stderr.write(`${text}\n`);

beforeAll(async () => {
  const admin = postgres(inject("postgresUrl"), { max: 1, onnotice: () => {} });
  const name = `keysmith_large_${process.pid}`;
  await admin.unsafe(`create database ${name}`);
  url = withDatabase(inject("postgresUrl"), name);
  sql = postgres(url, { max: workers + 2, onnotice: () => {} });
  folder = await mkdtemp(join(tmpdir(), "keysmith-large-"));
  cleanups.push(
    () => admin.end(),
    () => admin.unsafe(`drop database ${name} with (force)`),
    () => rm(folder, { recursive: true }),
    () => sql.end(),
  );
  await cp(migrationsFolder, folder, { recursive: true });
});
afterAll(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Fills the tables as the release before 0003 had them. */
async function fill(applicationId: string): Promise<void> {
  await sql.begin(async (tx) => {
    // Foreign keys and triggers would take most of the time.
    await tx`set local session_replication_role = replica`;
    const owner = tx`
      from generate_series(1, ${keyCount}::int) n, memberships m where m.role = 'owner'`;
    await tx`
      insert into api_keys (
        id, application_id, merchant_id, key_prefix, description, scopes, ip_allowlist, created_by
      ) select 'key_' || lpad(n::text, 26, '0'), ${applicationId}, m.merchant_id,
        'ks_live_' || substr(md5(n::text), 1, 4), 'Server ' || n, '{*}', '{}', m.user_id ${owner}`;
    await tx`
      insert into api_key_secrets (key_hash, api_key_id)
      select decode(md5(n::text) || md5(n::text || '.'), 'hex'), 'key_' || lpad(n::text, 26, '0')
      ${owner}`;
    await tx`
      insert into audit_events (
        id, merchant_id, action, actor_id, via, application_id, api_key_id, request_id, after
      ) select 'aud_' || lpad(n::text, 26, '0'), m.merchant_id, 'api_key.created', m.user_id,
        'token', ${applicationId}, 'key_' || lpad((1 + n % ${keyCount}::int)::text, 26, '0'),
        'request', '{"description": "Server", "scopes": ["*"]}'
      from generate_series(1, ${eventCount}::int) n, memberships m where m.role = 'owner'`;
  });
  await sql`vacuum analyze`;
}

/** Sends what the release before sends, and remembers the longest request. */
async function startTraffic() {
  const old = await oldRelease(sql);
  let longest = 0;
  let count = 0;
  let isOver = false;
  const timed = async <T>(work: Promise<T>): Promise<T> => {
    const startedAt = performance.now();
    const result = await work;
    longest = Math.max(longest, performance.now() - startedAt);
    count += 1;
    return result;
  };
  const work = async () => {
    while (!isOver) {
      const { id, keyHash } = await timed(old.create());
      expect(await timed(old.verify(keyHash))).toMatchObject({ id, isRevoked: false });
      await timed(old.use(id));
      await timed(sql`
        select id from audit_events where merchant_id =
          (select merchant_id from applications where id = ${old.applicationId})
        order by id desc limit 20`);
      await timed(old.revoke(id));
      expect(await timed(old.verify(keyHash))).toMatchObject({ isRevoked: true });
    }
  };
  const report = async () => {
    while (!isOver) {
      await sql.begin(async (tx) => {
        await tx`select from api_keys, audit_events limit 1`;
        await sleep(reportMs);
      });
      await sleep(reportMs);
    }
  };
  const running = [report(), ...Array.from({ length: workers }, work)];
  return {
    takeFigures: () => {
      const figures = { longest: Math.round(longest), count };
      longest = 0;
      count = 0;
      return figures;
    },
    stop: async () => {
      isOver = true;
      await Promise.all(running);
    },
  };
}

test(
  `no request waits for more than ${longestMs} ms while migrations change ${keyCount} keys and ${eventCount} events`,
  async () => {
    const journal = JSON.parse(await readFile(join(folder, "meta", "_journal.json"), "utf8"));
    const released: { tag: string; when: number }[] = journal.entries;
    for (const [tag, text] of Object.entries(examples)) {
      await writeFile(join(folder, `${tag}.sql`), text);
    }
    const entries = [
      ...released,
      ...Object.keys(examples).map((tag, index) => ({ tag, when: 1e13 + index })),
    ];
    await offer(entries.slice(0, firstCount));
    await migrateDatabase(url, { folder });
    const filledAt = performance.now();
    await fill((await oldRelease(sql)).applicationId);
    log(`filled in ${((performance.now() - filledAt) / 1000).toFixed(0)} s`);

    const traffic = await startTraffic();
    const slow: string[] = [];
    try {
      for (let applied = firstCount; applied < entries.length; applied++) {
        const name = entries[applied]?.tag ?? "";
        await offer(entries.slice(0, applied + 1));
        traffic.takeFigures();
        const startedAt = performance.now();
        await migrateDatabase(url, { folder });
        const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
        await sleep(500);
        const { longest, count } = traffic.takeFigures();
        log(
          `${name.padEnd(34)} ${seconds.padStart(6)} s, longest of ${count} requests ${longest} ms`,
        );
        if (!(name in landed) && longest > longestMs) slow.push(`${name}: ${longest} ms`);
      }
    } finally {
      await traffic.stop();
    }
    expect(slow).toEqual([]);
  },
  limitMs,
);
