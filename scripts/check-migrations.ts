import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

const migrations = "drizzle/migrations";

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

if (hasDrift()) {
  console.error("drizzle/schema.ts has changed without a migration. Run: npm run db:generate");
  process.exitCode = 1;
}
