import { describe, expect, test } from "vitest";
import { withTimeout } from "#lib/timeout.ts";

const never = new Promise<never>(() => {});

describe("withTimeout", () => {
  test("settles as the work does, and drops its timer", async () => {
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout");
    const before = timers().length;
    expect(await withTimeout(Promise.resolve(1), 60_000, () => 2)).toBe(1);
    const failure = withTimeout(Promise.reject(new Error("failed")), 60_000, () => 2);
    await expect(failure).rejects.toThrow("failed");
    expect(timers()).toHaveLength(before);
  });

  test("settles as told where the work takes longer", async () => {
    expect(await withTimeout(never, 1, () => "late")).toBe("late");
    const refused = withTimeout(never, 1, () => {
      throw new Error("too late");
    });
    await expect(refused).rejects.toThrow("too late");
  });
});
