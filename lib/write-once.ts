import { link, open, unlink, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Creates a file atomically, readable by its owner only. An existing file stays as it is, even if
 * two processes try at once.
 * @param owner account that gets the file, if not the caller
 */
export async function writeOnce(
  path: string,
  content: string,
  owner?: { uid: number; gid: number },
): Promise<void> {
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, content, { mode: 0o600 });
  const file = await open(draft, "r+");
  try {
    if (owner) await file.chown(owner.uid, owner.gid);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await unlink(draft);
  }
  await syncFolder(dirname(path));
}

// The name survives a power failure only if the folder is synced too.
async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  await folder.sync();
  await folder.close();
}
