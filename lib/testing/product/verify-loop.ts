import { expect, vi } from "vitest";
import type { TestVerifier } from "#lib/testing/product/verifier.ts";

interface Target {
  question: { scope?: string; ip?: string };
  /** Whether a change was acknowledged after which no verification may succeed. */
  isOver: boolean;
  /** Successful verifications per verifier. */
  yes: number[];
  /** Verifications per verifier that started after that change. */
  after: number[];
}

export interface VerifyLoop {
  /** Verifies a key repeatedly; resolves when each of `who` has verified it successfully. */
  add(key: string, question?: Target["question"], who?: readonly number[]): Promise<void>;
  /** From now on a successful verification is a fault. */
  end(key: string): void;
  /** Resolves when each of `who` has been called since `end`, and stops verifying the key. */
  finish(key: string, who?: readonly number[]): Promise<void>;
  /** Successful verifications that started after the end of their key. */
  faults: string[];
  counts: { yes: number; no: number; unavailable: number; cut: number };
  stop(): Promise<void>;
}

/** Calls several verifiers about the same keys, on `lanes` connections each. */
export function startVerifyLoop(verifiers: readonly TestVerifier[], lanes: number): VerifyLoop {
  const targets = new Map<string, Target>();
  const all = verifiers.map((_, index) => index);
  const faults: string[] = [];
  const counts = { yes: 0, no: 0, unavailable: 0, cut: 0 };
  let isStopped = false;

  async function ask(verifier: TestVerifier, index: number, key: string, target: Target) {
    const { isOver, question } = target;
    const answer = await verifier.verify(key, question).catch(() => null);
    if (answer === null) counts.cut += 1;
    else if (answer.status === 503) counts.unavailable += 1;
    else {
      expect(answer.status).toBe(200);
      counts[answer.body.valid ? "yes" : "no"] += 1;
      if (answer.body.valid) target.yes[index] = (target.yes[index] ?? 0) + 1;
      if (isOver) target.after[index] = (target.after[index] ?? 0) + 1;
      if (isOver && answer.body.valid) faults.push(`${key.slice(0, 16)} at ${index}`);
    }
  }

  async function runLane(verifier: TestVerifier, index: number): Promise<void> {
    while (!isStopped) {
      for (const [key, target] of targets) await ask(verifier, index, key, target);
      await new Promise(setImmediate);
    }
  }

  const running = all.flatMap((index) => {
    const verifier = verifiers[index];
    return verifier ? Array.from({ length: lanes }, () => runLane(verifier, index)) : [];
  });
  const getTarget = (key: string): Target => {
    const target = targets.get(key);
    if (!target) throw new Error("This key is not asked for");
    return target;
  };
  const until = (isSo: () => boolean) => vi.waitUntil(isSo, { timeout: 15_000, interval: 2 });
  return {
    add: async (key, question = {}, who = all) => {
      const target = { question, isOver: false, yes: [], after: [] } as Target;
      targets.set(key, target);
      // The second verification uses the cache, if there is one.
      await until(() => who.every((index) => (target.yes[index] ?? 0) >= 2));
    },
    end: (key) => {
      getTarget(key).isOver = true;
    },
    finish: async (key, who = all) => {
      const target = getTarget(key);
      await until(() => who.every((index) => (target.after[index] ?? 0) >= lanes));
      targets.delete(key);
    },
    faults,
    counts,
    stop: async () => {
      isStopped = true;
      await Promise.all(running);
    },
  };
}
