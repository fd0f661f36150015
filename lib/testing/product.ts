import { spawn } from "node:child_process";
import { once } from "node:events";

const startTimeoutMs = 300_000;

export interface Product {
  /** Where it answers, such as http://localhost:41234. */
  url: string;
  pid: number;
  /** Everything that it has printed so far. */
  output(): string;
  /** Ends it as an operator would; answers the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/**
 * `npm start` on any free port. Resolves once it has printed the address at which it answers.
 * Throws an Error with its output when it ends before that.
 */
export async function startProduct(
  env: Record<string, string | undefined>,
  onOutput: (chunk: Buffer) => void = () => {},
): Promise<Product> {
  const child = spawn(process.execPath, ["scripts/start.ts"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, DATABASE_URL: undefined, PORT: "0", ...env },
  });
  const ended = once(child, "exit") as Promise<[number | null]>;
  let output = "";
  const url = await new Promise<string>((resolve, reject) => {
    const fail = () => reject(new Error(`The product did not start.\n${output}`));
    const timer = setTimeout(fail, startTimeoutMs);
    child.once("exit", fail);
    const read = (chunk: Buffer) => {
      output += chunk;
      onOutput(chunk);
      const address = /http:\/\/localhost:\d+/.exec(output)?.[0];
      if (!address) return;
      clearTimeout(timer);
      child.off("exit", fail);
      resolve(address);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
  });
  return {
    url,
    pid: child.pid ?? 0,
    output: () => output,
    stop: async (signal = "SIGTERM") => {
      child.kill(signal);
      const [code] = await ended;
      return code;
    },
  };
}
