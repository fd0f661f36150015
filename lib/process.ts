import { readFile, readlink } from "node:fs/promises";

/** Whether the process id is in use, if only by a zombie. */
export function isTaken(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Whether the process exists and is not a zombie. */
export async function isRunning(pid: number): Promise<boolean> {
  if (!isTaken(pid)) return false;
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return !/\) [ZX]/.test(stat);
}

/** Whether the process runs and, as far as the system tells, works in the given folder. */
export async function isRunningIn(pid: number, realDir: string): Promise<boolean> {
  if (!(await isRunning(pid))) return false;
  const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => realDir);
  return cwd === realDir;
}
