import { once } from "node:events";
import { type RunningProgram, startProgram } from "#bench/verify/program.ts";

export interface LoadOrder {
  port: number;
  path: string;
  /** Service token of the caller. */
  token: string;
  /** Full keys that are asked for in rotation; without them, keys that nobody ever made. */
  keys?: string[];
  connections: number;
  /** It goes on for so long, and until so many are answered. */
  seconds: number;
  atLeast?: number;
}

export interface LoadResult {
  count: number;
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** Answers that are not 200, or whose verdict is not the one that is due. */
  wrong: number;
}

/** The load comes from a process of its own, the same for every target, one order at a time. */
export class Load {
  readonly #program: RunningProgram;

  private constructor(program: RunningProgram) {
    this.#program = program;
  }

  static async start(): Promise<Load> {
    return new Load(await startProgram("bench/verify/programs/load.ts", { hasChannel: true }));
  }

  /** Throws where an answer was wrong: such a figure says nothing. */
  async run(name: string, order: LoadOrder): Promise<LoadResult> {
    const { child, ended } = this.#program;
    child.send(order);
    const failed = ended.then(() => Promise.reject(new Error(`${name}: the load has ended`)));
    const [message] = await Promise.race([once(child, "message"), failed]);
    const { error, result } = message as { error?: string; result?: LoadResult };
    if (!result) throw new Error(`${name}: ${error}`);
    if (result.wrong > 0) throw new Error(`${name}: ${result.wrong} of ${result.count} are wrong`);
    return result;
  }

  stop(): Promise<void> {
    return this.#program.stop();
  }
}
