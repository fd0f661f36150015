import { afterAll, beforeEach, describe, test } from "vitest";
import { expectAllKept, restartPrimary } from "#e2e/drills/outcome.ts";
import { openStage, type Stage } from "#e2e/drills/stage.ts";
import { pgbouncer, startPgbouncer } from "#lib/testing/pgbouncer.ts";

describe.skipIf(!pgbouncer)("behind pgbouncer (skipped where there is none)", () => {
  let bouncer: Awaited<ReturnType<typeof startPgbouncer>>;
  let stage: Stage;
  beforeEach(async () => {
    stage ??= await openStage({
      reach: async (url) => {
        bouncer = await startPgbouncer(url);
        const env = { DATABASE_PREPARE: "false", DATABASE_DIRECT_URL: url };
        return { url: bouncer.url, env, stop: bouncer.stop };
      },
    });
  }, 600_000);
  afterAll(() => stage?.close());

  test("pgbouncer killed by kill -9", async () => {
    expectAllKept("pgbouncer killed by kill -9", await stage.drill(() => bouncer.restart()), 15);
  });

  test("database restarted behind pgbouncer", async () => {
    const restart = () => restartPrimary(stage, "SIGQUIT");
    expectAllKept("database restarted behind pgbouncer", await stage.drill(restart), 40);
  });
});
