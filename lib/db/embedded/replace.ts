import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { clusterFolder, prepareCluster, successorFolder } from "#lib/db/embedded/cluster.ts";
import { clearTheWay } from "#lib/db/embedded/owner.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#lib/db/embedded.ts";

const buildFolder = "postgres.build";
/** What building a cluster may leave in an otherwise empty data folder. */
const traces = [buildFolder, "postgres-password", "postgres.log", "postgres.log.1"];

/**
 * Builds a new cluster in the data folder by `fill`, and puts it in the place of the present one, if
 * there is one. Changes nothing if `fill` fails.
 * @param keepAs name of the folder that the present cluster gets
 * @throws Error also if another process is building one
 */
export async function replaceCluster(
  dataDir: string,
  keepAs: string,
  fill: (built: EmbeddedPostgres) => Promise<void>,
): Promise<void> {
  const path = (name: string) => join(dataDir, name);
  const remove = (name: string) => rm(path(name), { recursive: true, force: true, maxRetries: 5 });
  const present = await readdir(dataDir);
  if (present.includes(buildFolder)) {
    // A killed process left it behind.
    await clearTheWay(await prepareCluster(dataDir, { folder: buildFolder }));
    await remove(buildFolder);
  }
  try {
    const built = await startEmbeddedPostgres({ dataDir, folder: buildFolder });
    await fill(built).finally(built.stop);
  } catch (error) {
    const isNew = (name: string) => name === buildFolder || !present.includes(name);
    for (const name of traces.filter(isNew)) await remove(name);
    throw error;
  }
  await remove(successorFolder);
  await rename(path(buildFolder), path(successorFolder));
  if (present.includes(clusterFolder)) await rename(path(clusterFolder), path(keepAs));
  await rename(path(successorFolder), path(clusterFolder));
}
