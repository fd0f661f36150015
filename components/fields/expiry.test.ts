import { expect, test } from "vitest";
import { getEndOfDay, getExpiryIn, getLastDay, toDay } from "#components/fields/expiry.ts";

const now = new Date(2027, 0, 15, 13, 30, 45);
const hour = 3600 * 1000;

test("a date means the end of that day in the reader's time zone", () => {
  expect(getEndOfDay("2027-01-31")).toBe(
    `${new Date(2027, 0, 31, 23, 59, 59).toISOString().slice(0, 19)}Z`,
  );
  expect(toDay(new Date(getEndOfDay("2027-01-31") ?? ""))).toBe("2027-01-31");
});

test("an invalid day is no expiry", () => {
  for (const day of ["", "2027-02-30", "2027-13-01", "tomorrow", "12027-01-01"]) {
    expect(getEndOfDay(day)).toBeNull();
  }
});

test("the longest life is asked for with an hour to spare, so that no clock is too fast for it", () => {
  const whole = new Date(getExpiryIn(90, null, now)).getTime();
  expect(whole - new Date(getExpiryIn(90, 90, now)).getTime()).toBe(hour);
  expect(getExpiryIn(30, 90, now)).toBe(getExpiryIn(30, null, now));
});

test("the last day that is offered ends within the longest life", () => {
  const end = new Date(getEndOfDay(getLastDay(90, now)) ?? "").getTime();
  expect(end).toBeLessThanOrEqual(now.getTime() + 90 * 24 * hour);
});
