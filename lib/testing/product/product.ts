import { spawn } from "node:child_process";
import { once } from "node:events";

export interface Product {
  /** Resolves with the URL once it is printed; rejects if the start ends before. */
  ready: Promise<string>;
  /** The same for the verifier beside it. */
  verifier: Promise<string>;
  /** Exit code; null after a signal. */
  ended: Promise<number | null>;
  output(): string;
  /**
   * Stops reading its output, like `npm start
   * head`.
   */
  closeOutput(): void;
  /** Signals only `npm`, like a process manager. */
  kill(signal: NodeJS.Signals): void;
  /**
   * Signals all processes of the start but the database, which has its own session; SIGKILL by
   * default.
   */
  killAll(signal?: NodeJS.Signals): void;
}

/** Starts a serving script of package.json on any free port; `onOutput` receives its output. */
export function startProduct(
  env: Record<string, string>,
  onOutput: (chunk: Buffer) => void = () => {},
  script: "start" | "api" = "start",
): Product {
  const child = spawn("npm", ["run", script], {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    // A test runner may force colors, whose codes would break up the output.
    env: {
      ...process.env,
      NO_COLOR: undefined,
      FORCE_COLOR: "0",
      DATABASE_URL: "",
      PORT: "0",
      DRAIN_SECONDS: "0",
      ...env,
    },
  });
  let output = "";
  const ended = once(child, "close").then(([code]) => code as number | null);
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk;
      onOutput(chunk);
    });
  }
  /** Resolves with the URL printed after a name. */
  const printed = (name: string) => {
    const address = new Promise<string>((resolve, reject) => {
      const look = () => {
        const found = new RegExp(`${name} +(http://localhost:\\d+)`).exec(output)?.[1];
        if (found) resolve(found);
      };
      for (const stream of [child.stdout, child.stderr]) stream.on("data", look);
      ended.then(() => reject(new Error(`The start ended.\n${output}`)));
    });
    // Most tests wait for only one of them.
    address.catch(() => undefined);
    return address;
  };
  const signal = (pid: number, name: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) process.kill(pid, name);
  };
  return {
    ready: printed("Server"),
    verifier: printed("Verifier"),
    ended,
    output: () => output,
    closeOutput: () => {
      child.stdout.destroy();
      child.stderr.destroy();
    },
    kill: (name) => signal(child.pid ?? 0, name),
    killAll: (name = "SIGKILL") => signal(-(child.pid ?? 0), name),
  };
}
