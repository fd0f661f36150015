import { expect, test } from "vitest";
import { asShutdownStep, onShutdown, runShutdownHooks, withinSeconds } from "#lib/lifecycle.ts";

test("a shutdown that takes too long names what is left, and what is done it does not", async () => {
  const never = new Promise<void>(() => undefined);
  onShutdown("database pool", async () => undefined);
  onShutdown("usage", () => never);
  onShutdown("jobs", async () => undefined);
  const pages = asShutdownStep("pages", async () => undefined);
  const shutdown = runShutdownHooks().then(pages);
  await expect(withinSeconds(0.01, shutdown)).rejects.toThrow(
    "The shutdown took longer than 0.01 s. Abandoned: pages, usage, database pool",
  );
});

test("a shutdown in time fails only as its steps do", async () => {
  await withinSeconds(60, Promise.resolve());
  await expect(withinSeconds(60, Promise.reject(new Error("usage failed")))).rejects.toThrow(
    "usage failed",
  );
});
