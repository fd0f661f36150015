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

  test("pgbouncer killed", async () => {
    const figures = await stage.drill(() => bouncer.restart());
    expectAllKept("pgbouncer killed by `kill -9` and started again", figures, {
      outageSeconds: 15,
    });
  });

  test("database restarted behind pgbouncer", async () => {
    const figures = await stage.drill(() => restartPrimary(stage, "SIGQUIT"));
    expectAllKept("database restarted behind pgbouncer", figures, { outageSeconds: 40 });
  });
});
