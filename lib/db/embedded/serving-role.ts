import { createHmac } from "node:crypto";
import type { Cluster } from "#lib/db/embedded/cluster.ts";
import { clusterUrl } from "#lib/db/embedded/owner.ts";
import { databaseName } from "#lib/db/embedded/server.ts";
import { withClient } from "#lib/db/with-client.ts";

const servingRole = "keysmith_serving";
const responseTimeoutMs = 10_000;

/** Returns the URL of the role that serves: it reads and writes rows, and changes no schema. */
export function servingUrl(cluster: Cluster, port: number): string {
  return `postgres://${servingRole}:${derivePassword(cluster)}@127.0.0.1:${port}/${databaseName}`;
}

/** Creates the serving role, also in a cluster that had only the superuser. */
export async function createServingRole(cluster: Cluster, port: number): Promise<void> {
  await withClient(clusterUrl(cluster, port, "postgres"), responseTimeoutMs, async (sql) => {
    const [found] = await sql`select from pg_roles where rolname = ${servingRole}`;
    if (!found) await sql`create role ${sql(servingRole)}`;
    await sql.unsafe(
      `alter role ${servingRole} login nosuperuser nocreatedb nocreaterole noreplication
        nobypassrls password '${derivePassword(cluster)}'`,
    );
  });
}

/** The data folder needs no second password; the superuser's cannot be computed from this one. */
function derivePassword({ password }: Cluster): string {
  return createHmac("sha256", password).update(servingRole).digest("base64url");
}
