import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import landed from "#drizzle/landed.json" with { type: "json" };
import { migrationsFolder } from "#lib/db/migrations/read.ts";
import { lintMigrations } from "#scripts/migrations/lint.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "keysmith-lint-"));
});
afterEach(() => rm(folder, { recursive: true }));

const table = `"api_keys"`;
const breakpoint = "--> statement-breakpoint\n";

/** Returns the problems of migrations with these texts, each of a name of its own. */
async function lint(texts: Record<string, string>, released = {}): Promise<string[]> {
  await mkdir(join(folder, "meta"), { recursive: true });
  const entries = Object.keys(texts).map((tag, index) => ({ tag, when: index + 1 }));
  await writeFile(join(folder, "meta", "_journal.json"), JSON.stringify({ entries }));
  for (const [tag, text] of Object.entries(texts)) {
    await writeFile(join(folder, `${tag}.sql`), text);
  }
  return lintMigrations(folder, released);
}

const alone = (...statements: string[]) => `-- no-transaction\n${statements.join(breakpoint)}`;

/** What must be found, by a word of its message. */
const blocking: Record<string, [text: string, message: string]> = {
  index: [`CREATE INDEX i ON ${table} (id);`, "require-concurrent-index-creation"],
  drop_index: ["DROP INDEX i;", "require-concurrent-index-deletion"],
  in_transaction: [
    `CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON ${table} (id);`,
    "CONCURRENTLY needs -- no-transaction",
  ],
  check: [`ALTER TABLE ${table} ADD CONSTRAINT c CHECK (a > 0);`, "constraint-missing-not-valid"],
  foreign_key: [
    `ALTER TABLE ${table} ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES "merchants" (id);`,
    "adding-foreign-key-constraint",
  ],
  both: [
    `ALTER TABLE ${table} ADD CONSTRAINT c CHECK (a > 0) NOT VALID;${breakpoint}ALTER TABLE ${table} VALIDATE CONSTRAINT c;`,
    "constraint-missing-not-valid",
  ],
  unique: [`ALTER TABLE ${table} ADD CONSTRAINT c UNIQUE (a);`, "disallowed-unique-constraint"],
  rewrite: [
    `ALTER TABLE ${table} ADD COLUMN a timestamptz DEFAULT clock_timestamp();`,
    "adding-field-with-default",
  ],
  type: [`ALTER TABLE ${table} ALTER COLUMN a SET DATA TYPE bigint;`, "changing-column-type"],
  not_null: [
    `ALTER TABLE ${table} ALTER COLUMN a SET NOT NULL;`,
    "SET NOT NULL reads all of api_keys",
  ],
  drop_column: [`ALTER TABLE ${table} DROP COLUMN a;`, "ban-drop-column"],
  rename: [`ALTER TABLE ${table} RENAME COLUMN a TO b;`, "renaming-column"],
  update: [`UPDATE ${table} SET a = 1;`, "do it by -- batch"],
  hidden: [
    `WITH gone AS (DELETE FROM ${table} RETURNING id) INSERT INTO "kept" SELECT id FROM gone;`,
    "do it by -- batch",
  ],
  copy: [`INSERT INTO "kept" SELECT id FROM ${table};`, "do it by -- batch"],
  block: [`DO $$ BEGIN UPDATE ${table} SET a = 1; END $$;`, "this check can't see"],
  unlimited: [alone(`-- batch\nUPDATE ${table} SET a = 1 WHERE a IS NULL;`), "limited number"],
  not_repeatable: [
    alone(`CREATE INDEX CONCURRENTLY i ON ${table} (id);`),
    "must be created IF NOT EXISTS",
  ],
  alone: [alone(`ALTER TABLE ${table} ADD COLUMN a text;`), "put the rest into a migration"],
  two: [
    alone(
      `ALTER TABLE ${table} VALIDATE CONSTRAINT a; ALTER TABLE ${table} VALIDATE CONSTRAINT b;`,
    ),
    "a breakpoint must follow each statement",
  ],
};

test("a migration that would block requests on a large table is refused", async () => {
  const texts = Object.entries(blocking).map(([name, [text]]) => [name, text]);
  const problems = await lint(Object.fromEntries(texts));
  for (const [name, [, message]] of Object.entries(blocking)) {
    const found = problems.filter((problem) => problem.startsWith(`${name}: `));
    expect(found.join("\n"), name).toContain(message);
  }
}, 60_000);

test("the ways that CONTRIBUTING.md shows are accepted", async () => {
  const problems = await lint({
    expand: [
      `CREATE TABLE "kept" ("id" text PRIMARY KEY NOT NULL, "a" integer UNIQUE);`,
      `CREATE INDEX "kept_a" ON "kept" ("a");`,
      `ALTER TABLE ${table} ADD COLUMN "a" integer;`,
      `ALTER TABLE ${table} ADD CONSTRAINT c CHECK ("a" IS NOT NULL) NOT VALID;`,
      `INSERT INTO "kept" VALUES ('one', 1);`,
      `CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;`,
      "-- checked by hand: changes the catalog only.\nDO $$ BEGIN PERFORM f(); END $$;",
    ].join(breakpoint),
    fill: alone(
      `-- batch\nUPDATE ${table} SET a = 1 WHERE id IN (SELECT id FROM ${table} WHERE a IS NULL LIMIT 1000);`,
      `CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON ${table} (a);`,
      `ALTER TABLE ${table} VALIDATE CONSTRAINT c;`,
      "DROP INDEX CONCURRENTLY IF EXISTS j;",
    ),
    contract: [
      `ALTER TABLE ${table} ALTER COLUMN "a" SET NOT NULL;`,
      `-- Nobody has read it since the release before.\n-- squawk-ignore ban-drop-column\nALTER TABLE ${table} DROP COLUMN "b";`,
    ].join(breakpoint),
  });
  expect(problems).toEqual([]);
});

test("a released migration is not linted, and must stay as it was", async () => {
  const text = `UPDATE ${table} SET a = 1;`;
  const hash = createHash("sha256").update(text).digest("hex");
  expect(await lint({ old: text }, { old: hash })).toEqual([]);
  expect(await lint({ old: `${text} ` }, { old: hash })).toEqual([
    "old: was released, and must not change",
  ]);
  expect(await lint({ new: "SELECT 1;" }, { old: hash })).toEqual([
    "old: was released, and is missing",
  ]);
  expect(await lintMigrations(migrationsFolder, landed)).toEqual([]);
});
