import fc from "fast-check";
import { expect, test } from "vitest";
import { toMoment } from "#lib/moment.ts";

test("a moment is cut to whole seconds in UTC, whichever way it comes", () => {
  expect(toMoment("2026-02-23 13:30:00.999999+00")).toBe("2026-02-23T13:30:00Z");
  expect(toMoment("2026-02-23 13:30:00+00")).toBe("2026-02-23T13:30:00Z");
  expect(toMoment("2026-02-23T13:30:00.5+02:00")).toBe("2026-02-23T11:30:00Z");
  expect(toMoment(null)).toBeNull();
  const date = fc.date({
    min: new Date("2000-01-01"),
    max: new Date("2100-01-01"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(date, (moment) => {
      const text = moment.toISOString().replace("T", " ").replace("Z", "+00");
      expect(toMoment(text)).toBe(toMoment(moment));
    }),
  );
});
