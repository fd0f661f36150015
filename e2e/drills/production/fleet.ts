import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import type { RunningProgram } from "../../support/read-only.ts";

/** How long a load balancer takes to notice that /readyz has changed. */
const noticeMs = 1000;

export interface Instance {
  url: string;
  program: RunningProgram;
}

/** The instances of one kind behind a load balancer. */
export class Fleet {
  private readonly instances: Instance[] = [];
  private turn = 0;

  /** Returns the URL of the next instance, in turn. */
  pick(): string {
    this.turn += 1;
    return this.instances[this.turn % this.instances.length]?.url ?? "";
  }

  async add(program: RunningProgram, address: RegExp): Promise<void> {
    // By its IP address, since each new connection would look the name up.
    const url = (await program.printed(address)).replace("localhost", "127.0.0.1");
    await expect.poll(() => isReady(url), { timeout: 30_000 }).toBe(true);
    this.instances.push({ url, program });
  }

  /** Stops the oldest instance, which gets requests until the load balancer has noticed. */
  async removeOldest(): Promise<void> {
    const [oldest] = this.instances;
    if (!oldest) return;
    process.kill(oldest.program.pid, "SIGTERM");
    await sleep(noticeMs);
    this.instances.shift();
    expect([await oldest.program.ended, oldest.program.output()]).toEqual([0, expect.any(String)]);
  }

  async stop(): Promise<void> {
    while (this.instances.length > 0) await this.removeOldest();
  }

  kill(): void {
    for (const { program } of this.instances) process.kill(program.pid, "SIGKILL");
  }
}

function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
}
