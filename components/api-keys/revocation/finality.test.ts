import { expect, test } from "vitest";
import { describeFinality } from "#components/api-keys/revocation/finality.ts";

const now = new Date(2026, 1, 23, 14, 2, 52, 300);

test("a revocation that a verifier has yet to hear of says when it will be final", () => {
  const end = new Date(2026, 1, 23, 14, 3, 22);
  expect(describeFinality(end.toISOString(), now)).toBe("Final everywhere by 14:03:22");
});

test("a revocation that is final already says nothing of it", () => {
  for (const seconds of [-30, 0, 0.7, 1]) {
    const at = new Date(now.getTime() + seconds * 1000);
    expect(describeFinality(at.toISOString(), now)).toBeNull();
  }
});
