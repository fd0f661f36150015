import { setTimeout as sleep } from "node:timers/promises";
import { type ExchangeOptions, exchange } from "#lib/testing/network/exchange.ts";

const tickMs = 5;
const lateMs = [50, 250, 1000];

/** One kind of request, at a constant rate however slow the responses are. */
export interface Stream {
  name: string;
  perSecond: number;
  send(): { url: string; options: ExchangeOptions };
  /** Returns whether a response is what a client needs. */
  isRight(status: number, body: unknown): boolean;
}

interface Tally {
  sent: number;
  failed: number;
  longestMs: number;
  /** Responses that took longer than each of `lateMs`. */
  late: number[];
}

/** Sends streams of requests until it is stopped, and counts what becomes of them. */
export class Traffic {
  readonly failures: string[] = [];
  private readonly tallies = new Map<string, Tally>();
  private readonly lanes: Promise<void>[] = [];
  private isOver = false;

  start(stream: Stream): void {
    this.lanes.push(this.run(stream));
  }

  private async run(stream: Stream): Promise<void> {
    const startedAt = performance.now();
    const pending = new Set<Promise<void>>();
    for (let sent = 0; !this.isOver; ) {
      const due = ((performance.now() - startedAt) / 1000) * stream.perSecond;
      for (; sent < due; sent += 1) {
        const response = this.sendOne(stream).finally(() => pending.delete(response));
        pending.add(response);
      }
      await sleep(tickMs);
    }
    await Promise.all(pending);
  }

  private async sendOne(stream: Stream): Promise<void> {
    const { name, send, isRight } = stream;
    const tally = this.getTally(name);
    const { url, options } = send();
    const sentAt = performance.now();
    const { status, body } = await exchange(url, options).catch((error) => ({
      status: 0,
      body: String(error),
    }));
    const ms = performance.now() - sentAt;
    tally.sent += 1;
    tally.longestMs = Math.max(tally.longestMs, ms);
    for (const [index, limit] of lateMs.entries()) {
      if (ms > limit) tally.late[index] = (tally.late[index] ?? 0) + 1;
    }
    if (isRight(status, body)) return;
    tally.failed += 1;
    this.failures.push(`${new Date().toISOString()} ${name}: ${status} ${JSON.stringify(body)}`);
  }

  private getTally(name: string): Tally {
    const tally = this.tallies.get(name) ?? {
      sent: 0,
      failed: 0,
      longestMs: 0,
      late: lateMs.map(() => 0),
    };
    this.tallies.set(name, tally);
    return tally;
  }

  /** Describes the requests since the last call. */
  report(): string {
    const lines = [...this.tallies].map(([name, { sent, failed, longestMs, late }]) => {
      const slow = late.map((count, index) => `${count} over ${lateMs[index]} ms`).join(", ");
      return `    ${name}: ${sent} sent, ${failed} failed, longest ${Math.round(longestMs)} ms (${slow})`;
    });
    this.tallies.clear();
    return lines.join("\n");
  }

  async stop(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.lanes);
  }
}
