import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** Few, because the instances share two cores with this process. */
const laneCount = 64;
const agent = new Agent({ keepAlive: true });
const lateMs = [50, 250, 1000];

interface Call {
  url: string;
  token: string;
  /** JSON, for a POST. */
  body?: string;
}

/** One kind of request, at a rate that slow responses don't lower; they make later ones wait. */
export interface Stream {
  name: string;
  perSecond: number;
  next(): Call;
  /** Returns whether a response is what a client needs. */
  isRight(status: number, text: string): boolean;
}

interface Tally {
  sent: number;
  failed: number;
  longestMs: number;
  /** Responses that took longer than each of `lateMs`. */
  late: number[];
}

function send({ url, token, body }: Call): Promise<{ status: number; text: string }> {
  const headers: Record<string, string> = { Authorization: `Bearer ${token}` };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  return new Promise((resolve, reject) => {
    const method = body === undefined ? "GET" : "POST";
    const sent = request(url, { agent, method, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
      response.on("error", reject);
    });
    sent.on("error", reject).end(body);
  });
}

/** Sends streams of requests until it is stopped, and counts what becomes of them. */
export class Traffic {
  readonly failures: string[] = [];
  private readonly tallies = new Map<string, Tally>();
  private readonly lanes: Promise<void>[] = [];
  private isOver = false;

  start(stream: Stream): void {
    const startedAt = performance.now();
    let sent = 0;
    /** Sends one request after another, each when it is due or as soon after it as possible. */
    const runLane = async () => {
      while (!this.isOver) {
        const dueAt = startedAt + (sent / stream.perSecond) * 1000;
        sent += 1;
        const waitMs = dueAt - performance.now();
        if (waitMs > 0) await sleep(waitMs);
        await this.sendOne(stream, dueAt);
      }
    };
    for (let lane = 0; lane < laneCount; lane += 1) this.lanes.push(runLane());
  }

  private async sendOne(stream: Stream, dueAt: number): Promise<void> {
    const { name, next, isRight } = stream;
    const tally = this.getTally(name);
    const { status, text } = await send(next()).catch((error) => ({
      status: 0,
      text: String(error),
    }));
    const ms = performance.now() - dueAt;
    tally.sent += 1;
    tally.longestMs = Math.max(tally.longestMs, ms);
    for (const [index, limit] of lateMs.entries()) {
      if (ms > limit) tally.late[index] = (tally.late[index] ?? 0) + 1;
    }
    if (isRight(status, text)) return;
    tally.failed += 1;
    this.failures.push(`${new Date().toISOString()} ${name}: ${status} ${text}`);
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
