import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { promisify } from "node:util";
import postgres from "postgres";
import { expect, inject, test } from "vitest";
import { readMigrations } from "#lib/db/migrations/read.ts";
import { withDatabase } from "#lib/testing/database/postgres.ts";
import { startProduct } from "#lib/testing/product/product.ts";

test("a start without the schema says what to run, and after that serves with rights to rows only", async () => {
  const admin = postgres(inject("postgresUrl"), { max: 1, onnotice: () => {} });
  const name = `keysmith_${randomUUID().replaceAll("-", "")}`;
  await admin.unsafe(`create database ${name}`);
  const env = {
    DATABASE_URL: withDatabase(inject("servingUrl"), name),
    MIGRATION_DATABASE_URL: withDatabase(inject("postgresUrl"), name),
    KEYSMITH_URL: "http://keys.test",
    npm_lifecycle_event: "",
  };
  const migrate = async () => {
    const options = { env: { ...process.env, ...env, FORCE_COLOR: "0" } };
    return (await promisify(execFile)("npm", ["run", "migrate"], options)).stdout;
  };
  try {
    const refused = startProduct(env, undefined, "api");
    expect(await refused.ended).toBe(1);
    expect(refused.output()).toContain("older than this version of Keysmith. Run: npm run migrate");

    const applied = readMigrations();
    const output = await migrate();
    expect(output).toContain(`${applied.length} applied`);
    expect(output).toContain(applied[0]?.name);
    expect(await migrate()).toContain("none to apply");

    const started = startProduct(env, undefined, "api");
    expect((await fetch(`${await started.ready}/readyz`)).status).toBe(200);
    expect(started.output()).not.toContain("role");
    started.kill("SIGTERM");
    expect(await started.ended).toBe(0);
  } finally {
    await admin.unsafe(`drop database ${name} with (force)`);
    await admin.end();
  }
}, 120_000);
