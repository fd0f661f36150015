import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { readMigrations } from "#lib/db/migrations/read.ts";
import { lintMigrations } from "#scripts/migrations/lint.ts";

const migrations = "drizzle/migrations";
/** Hashes of what has been released. */
const landedPath = "drizzle/landed.json";

/** Returns whether the migrations differ from drizzle/schema.ts; tried on a copy of them. */
function hasDrift(): boolean {
  const copy = mkdtempSync(join(tmpdir(), "keysmith-migrations-"));
  try {
    cpSync(migrations, copy, { recursive: true });
    const before = readdirSync(copy).length;
    const out = relative(process.cwd(), copy);
    const schema = ["--dialect", "postgresql", "--schema", "drizzle/schema.ts", "--out", out];
    const { status } = spawnSync("drizzle-kit", ["generate", ...schema], {
      stdio: ["ignore", "inherit", "inherit"],
    });
    return status !== 0 || readdirSync(copy).length !== before;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

if (process.argv.includes("--land")) {
  const hashes = readMigrations(migrations).map(({ name, hash }) => [name, hash]);
  writeFileSync(landedPath, `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
}
const problems = await lintMigrations(migrations, JSON.parse(readFileSync(landedPath, "utf8")));
if (hasDrift()) {
  problems.push("drizzle/schema.ts has changed without a migration. Run: npm run db:generate");
}
if (problems.length > 0) {
  console.error(problems.join("\n"));
  console.error("CONTRIBUTING.md describes how to write a migration without downtime.");
  process.exitCode = 1;
}
