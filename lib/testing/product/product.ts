import { spawn } from "node:child_process";
import { once } from "node:events";

export interface Product {
  /** Resolves with the address once it is printed; rejects where the start ends before that. */
  ready: Promise<string>;
  /** The same of the verifier beside it. */
  verifier: Promise<string>;
  /** Exit code; null where a signal ended it. */
  ended: Promise<number | null>;
  output(): string;
  /** Stops reading what it prints, as `npm start | head` does. */
  closeOutput(): void;
  /** To `npm` alone, as a process manager does it. */
  kill(signal: NodeJS.Signals): void;
  /** SIGKILL or another signal to all that the start has begun but the database, which is on its own. */
  killAll(signal?: NodeJS.Signals): void;
}

/** A script of package.json that serves, on any free port; `onOutput` hears all that it prints. */
export function startProduct(
  env: Record<string, string>,
  onOutput: (chunk: Buffer) => void = () => {},
  script: "start" | "api" = "start",
): Product {
  const child = spawn("npm", ["run", script], {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    // A test runner may ask for colours, whose codes would stand between the words of the output.
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
  /** The address that is printed behind a name. */
  const printed = (name: string) => {
    const address = new Promise<string>((resolve, reject) => {
      const look = () => {
        const found = new RegExp(`${name} +(http://localhost:\\d+)`).exec(output)?.[1];
        if (found) resolve(found);
      };
      for (const stream of [child.stdout, child.stderr]) stream.on("data", look);
      ended.then(() => reject(new Error(`The start ended.\n${output}`)));
    });
    // Most tests wait for one of them only.
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
