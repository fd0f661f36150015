import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "#lib/db/embedded.ts";
import { migrateDatabase } from "#lib/db/migrate.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** URL of a server where databases may be created and dropped. */
    postgresUrl: string;
    /** The same server, with the role that serves. */
    servingUrl: string;
    /** A migrated database to clone, named after the run so that concurrent runs do not collide. */
    templateName: string;
  }
}

/** Starts one PostgreSQL for the run: the embedded one, or the server of DATABASE_URL. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, servingUrl, stop } = await startServer();
  const templateName = `keysmith_template_${process.pid}`;
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${templateName}`);
  const { username: servingRole } = new URL(servingUrl);
  await migrateDatabase(withDatabase(url, templateName), { servingRole });
  project.provide("postgresUrl", url);
  project.provide("servingUrl", servingUrl);
  project.provide("templateName", templateName);
  return async () => {
    await admin.unsafe(`drop database ${templateName}`);
    await admin.end();
    await stop();
  };
}

/** Returns the URL with another database. */
export function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

async function startServer(): Promise<{ url: string; servingUrl: string; stop(): Promise<void> }> {
  const { DATABASE_URL } = process.env;
  if (DATABASE_URL) return addServingRole(DATABASE_URL);
  const dataDir = await mkdtemp(join(tmpdir(), "keysmith-test-"));
  const server = await startEmbeddedPostgres({ dataDir, durable: false });
  return {
    url: server.url,
    servingUrl: server.servingUrl,
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function addServingRole(url: string) {
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  const role = `keysmith_serving_${process.pid}`;
  const password = randomBytes(16).toString("hex");
  await admin.unsafe(`create role ${role} login password '${password}'`);
  const servingUrl = new URL(url);
  Object.assign(servingUrl, { username: role, password });
  return {
    url,
    servingUrl: servingUrl.href,
    stop: async () => {
      await admin.unsafe(`drop role ${role}`);
      await admin.end();
    },
  };
}
