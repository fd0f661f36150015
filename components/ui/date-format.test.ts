import { expect, test } from "vitest";
import { formatRelatively, formatTimeLeft } from "#components/ui/date-format.ts";

test("the time left is rounded to the nearest unit", () => {
  const now = new Date("2026-02-23T13:30:00Z");
  const left = (seconds: number) => formatTimeLeft(new Date(now.getTime() + seconds * 1000), now);
  expect(left(-5)).toBe("less than a minute");
  expect(left(59)).toBe("less than a minute");
  expect(left(60)).toBe("1 minute");
  expect(left(3600 - 1)).toBe("60 minutes");
  expect(left(2 * 3600 - 1)).toBe("2 hours");
  expect(left(2 * 86_400 - 1)).toBe("2 days");
  expect(left(7 * 86_400 - 1)).toBe("7 days");
});

test("a relative time names the calendar day, not the number of full 24 hours", () => {
  const now = new Date(2026, 1, 23, 13, 30);
  const relative = (day: number, hour: number) =>
    formatRelatively(new Date(2026, 1, day, hour), now);
  expect(relative(23, 12)).toBe("1 hour ago");
  expect(relative(22, 10)).toBe("yesterday");
  expect(relative(21, 23)).toBe("2 days ago");
  expect(relative(24, 23)).toBe("tomorrow");
  expect(relative(25, 1)).toBe("in 2 days");
});
