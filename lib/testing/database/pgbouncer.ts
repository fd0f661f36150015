import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { vi } from "vitest";
import { chooseAccount } from "#lib/db/embedded/account.ts";
import { findFreePort } from "#lib/db/embedded/server.ts";
import { withClient } from "#lib/db/with-client.ts";

const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
/** Path of pgbouncer; undefined if it is not installed. */
export const pgbouncer = folders
  .map((folder) => join(folder, "pgbouncer"))
  .find((path) => existsSync(path));

/** Starts pgbouncer for the server at `url`, with fewer server connections than clients. */
export async function startPgbouncer(url: string, mode = "transaction") {
  const { hostname, port, username, password } = new URL(url);
  const folder = await mkdtemp(join(tmpdir(), "keysmith-pgbouncer-"));
  const account = await chooseAccount(folder);
  const listenPort = await findFreePort();
  const settings = [
    "[databases]",
    `* = host=${hostname} port=${port} user=${username} password='${decodeURIComponent(password)}'`,
    "[pgbouncer]",
    "listen_addr = 127.0.0.1",
    `listen_port = ${listenPort}`,
    "unix_socket_dir =",
    "auth_type = any",
    `pool_mode = ${mode}`,
    "default_pool_size = 2",
  ];
  const file = join(folder, "pgbouncer.ini");
  await writeFile(file, settings.join("\n"), { mode: 0o600 });
  if (account) {
    await chown(file, account.uid, account.gid);
    await chown(folder, account.uid, account.gid);
  }
  const start = () =>
    spawn(pgbouncer ?? "", ["-q", file], { ...account, cwd: folder, stdio: "ignore" });
  let child = start();
  const end = async (signal: NodeJS.Signals) => {
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  };
  const changed = new URL(url);
  changed.port = String(listenPort);
  const ask = () => withClient(changed.href, 1000, (sql) => sql`select`);
  const stop = async () => {
    await end("SIGTERM");
    await rm(folder, { recursive: true });
  };
  try {
    await vi.waitFor(ask, { timeout: 10_000, interval: 50 });
  } catch (error) {
    await stop();
    throw error;
  }
  const restart = async () => {
    await end("SIGKILL");
    child = start();
  };
  return { url: changed.href, restart, stop };
}
