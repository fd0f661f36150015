import type { ChildProcess } from "node:child_process";
import { type KeyDatabase, token } from "#bench/verify/databases.ts";
import type { Load, LoadOrder } from "#bench/verify/load.ts";
import { connections } from "#bench/verify/settings.ts";
import { startVerifier, verifyPath } from "#bench/verify/verifier.ts";

const sampleMs = 1000;

export interface MemoryFigures {
  phase: string;
  perSecond: number;
  /** MiB at the end of the phase, and the most that was seen in it. */
  rss: number;
  rssMost: number;
  heap: number;
  heapMost: number;
}

interface Sample {
  rss: number;
  heap: number;
}

function takeSample(child: ChildProcess): Promise<Sample> {
  return new Promise((resolve) => {
    const take = (message: { memory?: NodeJS.MemoryUsage }) => {
      if (!message.memory) return;
      child.off("message", take);
      const { rss, heapUsed } = message.memory;
      resolve({ rss: rss / 2 ** 20, heap: heapUsed / 2 ** 20 });
    };
    child.on("message", take);
    child.send("memory");
  });
}

/** Memory of a verifier before, during and after look-ups of nonexistent keys. */
export async function measureMemory(
  load: Load,
  database: KeyDatabase,
  scanCount: number,
  resources: AsyncDisposableStack,
): Promise<MemoryFigures[]> {
  const { port, child, stop } = await startVerifier(
    database,
    {},
    { hasChannel: true, isListening: true, preload: ["bench/verify/programs/report-memory.ts"] },
  );
  resources.defer(stop);

  async function measure(phase: string, order: Partial<LoadOrder>): Promise<MemoryFigures> {
    const samples: Sample[] = [];
    const timer = setInterval(async () => samples.push(await takeSample(child)), sampleMs);
    const base = { port, path: verifyPath, token, connections, seconds: 0 };
    const { perSecond } = await load.run(phase, { ...base, ...order });
    clearInterval(timer);
    const last = await takeSample(child);
    samples.push(last);
    const most = (of: keyof Sample) => Math.max(...samples.map((sample) => sample[of]));
    return {
      phase,
      perSecond,
      rss: last.rss,
      rssMost: most("rss"),
      heap: last.heap,
      heapMost: most("heap"),
    };
  }

  const { keys } = database;
  const unknown = `${scanCount.toLocaleString("en")} unknown keys`;
  return [
    await measure("known keys in rotation", { keys, seconds: 10, atLeast: 2 * keys.length }),
    await measure(unknown, { atLeast: scanCount }),
    await measure(`${unknown} more`, { atLeast: scanCount }),
    await measure("known keys again", { keys, seconds: 10, atLeast: 2 * keys.length }),
  ];
}
