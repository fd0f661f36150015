import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

/** Returns the output of a separate process, so that an unhandled rejection ends only that. */
async function run(script: string): Promise<string[]> {
  const options = {
    cwd: resolve(import.meta.dirname, "../.."),
    env: { ...process.env, LOG_LEVEL: "info" },
  };
  const args = ["--input-type=module", "-e", script];
  const { stdout } = await promisify(execFile)(process.execPath, args, options);
  return stdout.trimEnd().split("\n");
}

test("rejections that nobody handles are all counted, logged once for each place, and end nothing", async () => {
  const lines = await run(`
    import { createMetrics } from "#lib/telemetry/metrics.ts";
    import { watchRejections } from "#lib/telemetry/watch-rejections.ts";
    const metrics = createMetrics("verifier");
    watchRejections(metrics);
    for (let i = 0; i < 3; i++) void Promise.reject(new Error("lost"));
    setTimeout(async () => {
      void Promise.reject("of another kind");
      await new Promise((done) => setTimeout(done, 1));
      const text = await metrics.registry.metrics();
      console.log(text.split("\\n").find((line) => line.startsWith("keysmith_unhandled")));
    }, 1);
  `);
  // Node does not define which of the two it reports first.
  const logged = lines
    .slice(0, -1)
    .map((line) => JSON.parse(line))
    .sort((one, other) => one.err.message.localeCompare(other.err.message));
  expect(logged).toEqual([
    expect.objectContaining({
      msg: "unhandled rejection",
      err: expect.objectContaining({ message: "lost" }),
    }),
    expect.objectContaining({ msg: "unhandled rejection", err: { message: "of another kind" } }),
  ]);
  expect(lines.at(-1)).toBe('keysmith_unhandled_rejections_total{service="verifier"} 4');
});
