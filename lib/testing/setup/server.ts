import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { afterAll, inject } from "vitest";
import { runShutdownHooks } from "#lib/lifecycle.ts";
import { withDatabase } from "#lib/testing/database/postgres.ts";

/** Test files can share a process, so each starts with the original environment. */
const worker = globalThis as { testEnvironment?: NodeJS.ProcessEnv };
worker.testEnvironment ??= { ...process.env };
for (const name of Object.keys(process.env)) delete process.env[name];
Object.assign(process.env, worker.testEnvironment);

/** Gives each test file its own database, and points the server's environment at it. */
const admin = postgres(inject("postgresUrl"), { max: 1, onnotice: () => {} });
const name = `keysmith_${randomUUID().replaceAll("-", "")}`;
await admin.unsafe(`create database ${name} template ${inject("templateName")}`);

process.env.DATABASE_URL = withDatabase(inject("servingUrl"), name);
process.env.KEYSMITH_KEY_HASH_SECRET = randomUUID();
process.env.KEYSMITH_SESSION_SECRET = randomUUID();
process.env.KEYSMITH_SEALING_SECRET = randomUUID();

afterAll(async () => {
  await runShutdownHooks().finally(async () => {
    await admin.unsafe(`drop database ${name} with (force)`);
    await admin.end();
  });
});
