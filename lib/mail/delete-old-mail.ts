import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/**
 * Deletes emails from the folder that are older than `days`; none if that is null. Returns false, since
 * one pass is complete.
 */
export async function deleteOldMail(folder: string, days: number | null): Promise<boolean> {
  if (days === null) return false;
  const oldest = Date.now() - days * 24 * 3600 * 1000;
  const names = await readdir(folder).catch((error) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  for (const name of names.filter((name) => name.endsWith(".eml"))) {
    const path = join(folder, name);
    if ((await stat(path)).mtimeMs < oldest) await rm(path, { force: true });
  }
  return false;
}
