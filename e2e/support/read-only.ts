import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";

/** An account without rights, which the image has too. */
export const account = 65532;

/** Whether a folder can be mounted read-only for an account without rights. */
export const canMount =
  process.getuid?.() === 0 &&
  spawnSync("unshare", ["--mount", "setpriv", "--reuid", String(account), "true"]).status === 0;

const mounted = `
  mount --bind "$1" /opt && mount -o remount,ro,bind /opt && cd /opt && shift &&
  exec setpriv --reuid ${account} --regid ${account} --clear-groups --no-new-privs "$@"`;

export interface RunningProgram {
  pid: number;
  /** Resolves with the first match in its output; rejects if it ends before. */
  printed(pattern: RegExp): Promise<string>;
  /** Exit code; null after a signal. */
  ended: Promise<number | null>;
  output(): string;
}

/**
 * Runs a program as an account without rights, in a folder that it sees read-only in /opt. There it
 * finds no packages of the repository around.
 */
export function runReadOnly(
  folder: string,
  args: string[],
  env: Record<string, string>,
): RunningProgram {
  const command = ["--mount", "sh", "-c", mounted, "sh", folder, ...args];
  return watch(
    spawn("unshare", command, {
      env: { NODE_ENV: "production", PATH: process.env.PATH, HOME: "/tmp", ...env },
    }),
  );
}

export function watch(child: ChildProcess): RunningProgram {
  let output = "";
  const ended = once(child, "close").then(([code]) => code as number | null);
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
  for (const stream of streams) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
    });
  }
  return {
    pid: child.pid ?? 0,
    ended,
    output: () => output,
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(output);
          if (found) resolve(found[1] ?? found[0]);
        };
        for (const stream of streams) stream.on("data", look);
        ended.then(() => reject(new Error(`The program has ended.\n${output}`)));
        look();
      }),
  };
}
