import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";

/** Whether `redis-server` is on the PATH. */
export const hasRedis = spawnSync("redis-server", ["--version"]).status === 0;

export interface TestRedis {
  url: string;
  /** Signals the server: SIGSTOP makes it unresponsive, SIGCONT resumes it, SIGKILL ends it. */
  signal(name: "SIGSTOP" | "SIGCONT" | "SIGKILL"): void;
  ended: Promise<unknown>;
}

/** Returns a free TCP port of this machine. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

/** Starts an empty Redis without persistence, by default without a configuration file. */
export async function startRedis(port: number, config: string[] = []): Promise<TestRedis> {
  const flags = [
    ...config,
    "--port",
    String(port),
    "--bind",
    "127.0.0.1",
    "--save",
    "",
    "--appendonly",
    "no",
  ];
  const child = spawn("redis-server", flags, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "close");
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      if (chunk.includes("Ready to accept connections")) resolve();
    });
    ended.then(() => reject(new Error("redis-server has ended")));
  });
  await ready;
  return { url: `redis://127.0.0.1:${port}`, signal: (name) => child.kill(name), ended };
}
