import { Connection } from "#bench/verify/connection.ts";
import { getKeyRef, type KeyDatabase, token } from "#bench/verify/databases.ts";
import { Histogram } from "#bench/verify/histogram.ts";
import { verifyRequest } from "#bench/verify/request.ts";
import { startVerifier, verifyPath } from "#bench/verify/verifier.ts";
import { revokeApiKey } from "#lib/api-keys/revoke.ts";
import { awaitEffect } from "#lib/await-effect.ts";
import type { MerchantContext } from "#lib/context.ts";

const pollers = 4;
/** Each key is asked for so often before it is revoked that both instances surely remember it. */
const callsBefore = 20;

export interface RevocationFigures {
  /** Milliseconds from the commit to the first refusal on the other instance. */
  reach: Histogram;
  /** Milliseconds from the commit to the answer, which waits for all instances. */
  wait: Histogram;
  /** Successes that were asked for after the answer: there may be none. */
  late: number;
}

interface Poll {
  sentAt: number;
  answeredAt: number;
  isValid: boolean;
}

/** Asks for one key in a tight loop until it is stopped. */
class Poller {
  readonly polls: Poll[] = [];
  readonly #connection: Connection;
  #isStopped = false;

  constructor(port: number) {
    this.#connection = new Connection(port);
  }

  async ask(request: Buffer): Promise<boolean> {
    const sentAt = performance.now();
    const { status, isValid } = await new Promise<{ status: number; isValid: boolean }>(
      (resolve, reject) => this.#connection.send(request, resolve, reject),
    );
    if (status !== 200) throw new Error(`a verification was answered by ${status}`);
    this.polls.push({ sentAt, answeredAt: performance.now(), isValid });
    return isValid;
  }

  async loop(request: Buffer): Promise<void> {
    this.polls.length = 0;
    this.#isStopped = false;
    while (!this.#isStopped) await this.ask(request);
    // One more, begun after whatever it was stopped for.
    await this.ask(request);
  }

  stop(): void {
    this.#isStopped = true;
  }

  close(): void {
    this.#connection.close();
  }
}

/** Like a revocation request, whose response waits until it is effective everywhere. */
async function revoke(ctx: MerchantContext, ref: ReturnType<typeof getKeyRef>) {
  await revokeApiKey(ctx, ref);
  const committedAt = performance.now();
  await awaitEffect(ctx);
  return { committedAt, answeredAt: performance.now() };
}

/** Keys that are revoked one after the other, while another instance is asked for each of them. */
export async function measureRevocation(
  database: KeyDatabase,
  count: number,
  resources: AsyncDisposableStack,
): Promise<RevocationFigures> {
  const ports: number[] = [];
  for (let i = 0; i < 2; i++) {
    const { port, stop } = await startVerifier(database);
    resources.defer(stop);
    ports.push(port);
  }
  const [first, ...others] = ports.flatMap((port, i) =>
    Array.from({ length: i === 0 ? 1 : pollers }, () => new Poller(port)),
  );
  const figures: RevocationFigures = { reach: new Histogram(), wait: new Histogram(), late: 0 };
  for (const [index, key] of database.keys.slice(0, count).entries()) {
    const request = verifyRequest(verifyPath, token, key);
    for (let i = 0; i < callsBefore; i++) {
      const areValid = await Promise.all([first, ...others].map((each) => each?.ask(request)));
      if (areValid.includes(false)) throw new Error("a key was refused before its revocation");
    }
    const polling = Promise.all(others.map((poller) => poller.loop(request)));
    polling.catch(() => undefined);
    const { committedAt, answeredAt } = await revoke(database.ctx, getKeyRef(database, index));
    for (const poller of others) poller.stop();
    await polling;
    const polls = others.flatMap((poller) => poller.polls);
    const refusals = polls.filter(({ isValid }) => !isValid).map(({ answeredAt }) => answeredAt);
    figures.reach.record(Math.max(0, Math.min(...refusals) - committedAt));
    figures.wait.record(answeredAt - committedAt);
    figures.late += polls.filter((poll) => poll.isValid && poll.sentAt > answeredAt).length;
  }
  for (const poller of [first, ...others]) poller?.close();
  return figures;
}
