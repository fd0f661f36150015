import { expect, test } from "vitest";
import { describeTotp, periodOfCode } from "#lib/second-factor/totp.ts";

const secret = Buffer.from("12345678901234567890");

test.each([
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
])("at %d s the code is %s, as RFC 6238 has it", (seconds, code) => {
  expect(periodOfCode(secret, code, seconds * 1000)).toBe(Math.floor(seconds / 30));
});

test("a code is good in its own period and the two beside it", () => {
  const at = (seconds: number) => periodOfCode(secret, "050471", seconds * 1000);
  const period = Math.floor(1_111_111_111 / 30);
  const start = period * 30;
  expect([at(start - 30), at(start + 59)]).toEqual([period, period]);
  expect([at(start - 31), at(start + 60)]).toEqual([null, null]);
});

test("a code of anything but six digits belongs to no period", () => {
  for (const code of [
    "",
    "28708",
    "2870820",
    "\u{3ffad}\u{baf7b}\u{10ffff}",
    "28708é",
    "２８７０８２",
  ]) {
    expect(periodOfCode(secret, code, 59_000)).toBeNull();
  }
});

test("an app is told all that it needs", () => {
  const { secret: text, uri } = describeTotp(secret, "Keysmith", "a@b.test");
  expect(text).toBe("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  expect(uri).toContain(`secret=${text}`);
});
