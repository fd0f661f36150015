import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { afterAll, inject } from "vitest";
import { runShutdownHooks } from "#lib/lifecycle.ts";
import { withDatabase } from "#lib/testing/database/postgres.ts";

/** Files that share a process share its modules too; this and what stands on globalThis do not pass on. */
const worker = globalThis as { testEnvironment?: NodeJS.ProcessEnv };
worker.testEnvironment ??= { ...process.env };
for (const name of Object.keys(process.env)) delete process.env[name];
Object.assign(process.env, worker.testEnvironment);

/** Each test file gets a database of its own, and the server's environment points at it. */
const admin = postgres(inject("postgresUrl"), { max: 1, onnotice: () => {} });
const name = `keysmith_${randomUUID().replaceAll("-", "")}`;
await admin.unsafe(`create database ${name} template ${inject("templateName")}`);

process.env.DATABASE_URL = withDatabase(inject("postgresUrl"), name);
process.env.KEYSMITH_KEY_HASH_SECRET = randomUUID();
process.env.KEYSMITH_SESSION_SECRET = randomUUID();
process.env.KEYSMITH_SEALING_SECRET = randomUUID();

afterAll(async () => {
  await runShutdownHooks();
  Reflect.deleteProperty(globalThis, "keysmith");
  await admin.unsafe(`drop database ${name} with (force)`);
  await admin.end();
});
