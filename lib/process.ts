import { readFile, readlink } from "node:fs/promises";

/** Returns whether the process id is in use, possibly by a zombie. */
export function isTaken(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Returns whether the process exists and is not a zombie. */
export async function isRunning(pid: number): Promise<boolean> {
  if (!isTaken(pid)) return false;
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return !/\) [ZX]/.test(stat);
}

/** Returns whether the process runs in the given folder, as far as the system reports it. */
export async function isRunningIn(pid: number, realDir: string): Promise<boolean> {
  if (!(await isRunning(pid))) return false;
  const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => realDir);
  return cwd === realDir;
}
