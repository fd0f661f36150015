import { expect, test } from "vitest";
import { formatTimeLeft } from "#components/ui/date-format.ts";

test("the time that is left is never said to be more than it is", () => {
  const now = new Date("2026-02-23T13:30:00Z");
  const left = (seconds: number) => formatTimeLeft(new Date(now.getTime() + seconds * 1000), now);
  expect(left(-5)).toBe("less than a minute");
  expect(left(59)).toBe("less than a minute");
  expect(left(60)).toBe("1 minute");
  expect(left(2 * 3600 - 1)).toBe("119 minutes");
  expect(left(2 * 3600)).toBe("2 hours");
  expect(left(2 * 86_400 - 1)).toBe("47 hours");
  expect(left(7 * 86_400 - 1)).toBe("6 days");
});
