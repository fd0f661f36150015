import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";

const script = resolve(import.meta.dirname, "../../scripts/verifier.ts");

export interface TestVerifier {
  url: string;
  kill(signal: NodeJS.Signals): void;
  /** Exit code; null where a signal ended it. */
  ended: Promise<number | null>;
  output(): string;
}

/** A verifier in a process of its own, on the database and with the secrets of this one. */
export async function startVerifierProcess(
  env: Record<string, string> = {},
): Promise<TestVerifier> {
  const child = spawn(process.execPath, [script], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      NO_COLOR: undefined,
      FORCE_COLOR: "0",
      npm_lifecycle_event: undefined,
      LOG_LEVEL: "warn",
      VERIFIER_PORT: "0",
      ...env,
    },
  });
  let output = "";
  const ended = once(child, "close").then(([code]) => code as number | null);
  const url = await new Promise<string>((found, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        output += chunk;
        const address = /http:\/\/localhost:\d+/.exec(output)?.[0];
        if (address) found(address);
      });
    }
    ended.then(() => reject(new Error(`The verifier has ended.\n${output}`)));
  });
  return { url, kill: (signal) => child.kill(signal), ended, output: () => output };
}
