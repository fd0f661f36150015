import { expect, test } from "vitest";
import { describeUse } from "#components/api-keys/rotation/rotation-use.ts";
import type { Rotation } from "#lib/api-keys/schema.ts";

const at = (minute: number) => `2026-02-23T13:${minute}:00Z`;

function readUse(firstUsedAt: string | null, previousUsedAt: string | null) {
  const rotation: Rotation = {
    startedAt: at(20),
    overlapSeconds: 86_400,
    firstUsedAt,
    endsAt: "2026-02-24T13:30:00Z",
    previous: { keyPrefix: "ks_live_aaaa", lastUsedAt: previousUsedAt },
    next: { keyPrefix: "ks_live_bbbb", lastUsedAt: firstUsedAt },
  };
  const { isPreviousUsed, isNextUsed } = describeUse(rotation);
  return { isPreviousUsed, isNextUsed };
}

test("a secret counts as used by what happened since the rotation began", () => {
  expect(readUse(null, null)).toEqual({ isPreviousUsed: false, isNextUsed: false });
  expect(readUse(null, at(10))).toEqual({ isPreviousUsed: false, isNextUsed: false });
  expect(readUse(null, at(25))).toEqual({ isPreviousUsed: true, isNextUsed: false });
});

test("the previous secret counts as left once nothing calls with it after the new one's first use", () => {
  expect(readUse(at(30), at(25))).toEqual({ isPreviousUsed: false, isNextUsed: true });
  expect(readUse(at(30), at(35))).toEqual({ isPreviousUsed: true, isNextUsed: true });
  expect(readUse(at(30), null)).toEqual({ isPreviousUsed: false, isNextUsed: true });
});
