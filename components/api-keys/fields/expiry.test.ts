import { expect, test } from "vitest";
import { endOfDay, lastDay, momentIn, toDay } from "#components/api-keys/fields/expiry.ts";

const now = new Date(2027, 0, 15, 13, 30, 45);
const hour = 3600 * 1000;

test("a date means the end of that day where the reader is", () => {
  expect(endOfDay("2027-01-31")).toBe(
    `${new Date(2027, 0, 31, 23, 59, 59).toISOString().slice(0, 19)}Z`,
  );
  expect(toDay(new Date(endOfDay("2027-01-31") ?? ""))).toBe("2027-01-31");
});

test("what is no day is no expiry", () => {
  for (const day of ["", "2027-02-30", "2027-13-01", "tomorrow", "12027-01-01"]) {
    expect(endOfDay(day)).toBeNull();
  }
});

test("the longest life is asked for with an hour to spare, so that no clock is too fast for it", () => {
  const whole = new Date(momentIn(90, null, now)).getTime();
  expect(whole - new Date(momentIn(90, 90, now)).getTime()).toBe(hour);
  expect(momentIn(30, 90, now)).toBe(momentIn(30, null, now));
});

test("the last day that is offered ends within the longest life", () => {
  const end = new Date(endOfDay(lastDay(90, now)) ?? "").getTime();
  expect(end).toBeLessThanOrEqual(now.getTime() + 90 * 24 * hour);
});
