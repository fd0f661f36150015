import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { expect, vi } from "vitest";
import { unhandledRejection } from "#lib/telemetry/watch-rejections.ts";
import { type Exchange, exchange } from "#lib/testing/network/exchange.ts";
import { getServiceToken } from "#lib/testing/records/service-token.ts";

/** Killed with this process, unless that is killed by SIGKILL. */
const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

const script = resolve(import.meta.dirname, "../../../scripts/verifier.ts");

export interface TestVerifier {
  url: string;
  pid: number;
  /** Verifies a key with a service token that all tests of a file share. */
  verify(key: string, question?: { scope?: string; ip?: string }): Promise<Exchange>;
  /** Returns the cache state of /readyz; null if the verifier is not ready. */
  cache(): Promise<"trusted" | "fenced" | "off" | null>;
  untilTrusted(): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  /** Stops it with SIGTERM; throws if it exits abnormally or had an unhandled rejection. */
  stop(): Promise<void>;
  /** Exit code; null after a signal. */
  ended: Promise<number | null>;
  output(): string;
}

/** Starts a verifier process with the database and secrets of this one. */
export async function startVerifierProcess(
  env: Record<string, string> = {},
): Promise<TestVerifier> {
  const { LOG_LEVEL: level = "warn" } = env;
  const child = spawn(process.execPath, [script], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      NO_COLOR: undefined,
      FORCE_COLOR: "0",
      npm_lifecycle_event: undefined,
      VERIFIER_PORT: "0",
      DRAIN_SECONDS: "0",
      ...env,
      // Unhandled rejections must be visible.
      LOG_LEVEL: level === "silent" ? "fatal" : level,
    },
  });
  running.add(child);
  let output = "";
  const ended = once(child, "close").then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  const url = await new Promise<string>((found, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        output += chunk;
        const address = /http:\/\/[\w.]+:\d+/.exec(output)?.[0];
        if (address) found(address);
      });
    }
    ended.then(() => reject(new Error(`The verifier has ended.\n${output}`)));
  });
  const token = await getServiceToken();
  const cache = async () => {
    const { status, body } = await exchange(`${url}/readyz`);
    return status === 200 ? body.cache : null;
  };
  return {
    url,
    pid: child.pid ?? 0,
    verify: (key, question) => exchange(`${url}/v1/verify`, { token, body: { key, ...question } }),
    cache,
    untilTrusted: async () => {
      const isTrusted = async () => (await cache()) === "trusted";
      await vi.waitUntil(isTrusted, { timeout: 15_000, interval: 20 });
    },
    kill: (signal) => child.kill(signal),
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill("SIGCONT");
        child.kill("SIGTERM");
        expect(await ended, output).toBe(0);
      }
      expect(output).not.toContain(unhandledRejection);
    },
    ended,
    output: () => output,
  };
}
