import { readFile, stat } from "node:fs/promises";

/**
 * Unprivileged account that runs PostgreSQL for a root process; `undefined` for the caller's own.
 */
export type Account = { uid: number; gid: number } | undefined;

const preferredNames = ["postgres", "nobody", "daemon"];

/**
 * Chooses the account, because PostgreSQL refuses to run as root: the owner of the existing
 * cluster, or an account that every system has. Adds nothing to the system.
 */
export async function chooseAccount(clusterDir: string): Promise<Account> {
  if (process.getuid?.() !== 0) return undefined;
  const existing = await stat(clusterDir).catch(() => undefined);
  if (existing && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid };

  const accounts = parsePasswd(await readFile("/etc/passwd", "utf8").catch(() => ""));
  for (const name of preferredNames) {
    const account = accounts.get(name);
    if (account && account.uid !== 0) return account;
  }
  throw new Error(
    "PostgreSQL does not run as root, and this system has no account named postgres, nobody or " +
      "daemon to run it as. Start Keysmith as an ordinary user, or set DATABASE_URL.",
  );
}

function parsePasswd(text: string): Map<string, { uid: number; gid: number }> {
  const rows = text.split("\n").map((line) => line.split(":"));
  return new Map(
    rows
      .filter((fields) => fields.length >= 4)
      .map(([name = "", , uid, gid]) => [name, { uid: Number(uid), gid: Number(gid) }]),
  );
}
