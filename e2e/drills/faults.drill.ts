import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeEach, describe, test } from "vitest";
import { expectAllKept, restartPrimary } from "#e2e/drills/outcome.ts";
import { openStage, type Stage } from "#e2e/drills/stage.ts";

describe("a primary, a standby, a portal and two verifiers", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage ??= await openStage({ query: "?target_session_attrs=read-write" });
  }, 600_000);
  afterAll(() => stage.close());

  const drills: [string, number, (stage: Stage) => Promise<unknown>][] = [
    [
      "portal killed by kill -9",
      60,
      async ({ portal, startPortal }) => {
        portal.killAll();
        await portal.ended;
        await startPortal();
      },
    ],
    [
      "verifier killed by kill -9",
      5,
      async ({ verifiers, startVerifier }) => {
        verifiers.shift()?.kill("SIGKILL");
        await startVerifier();
      },
    ],
    [
      "verifier stopped for 5 s by SIGSTOP",
      10,
      async ({ verifiers: [verifier] }) => {
        verifier?.kill("SIGSTOP");
        await sleep(5000);
        verifier?.kill("SIGCONT");
      },
    ],
    ["database restarted at once (immediate)", 30, (stage) => restartPrimary(stage, "SIGQUIT")],
    ["database killed by kill -9", 30, (stage) => restartPrimary(stage, "SIGKILL")],
    [
      "database out of reach for 1.5 s",
      15,
      async ({ line }) => {
        line.refuse(true);
        line.cut();
        await sleep(1500);
        line.refuse(false);
      },
    ],
    ["connections stranded, new ones pass", 10, async ({ line }) => line.strand()],
    [
      "database host silent for 8 s",
      20,
      async ({ line }) => {
        line.strand();
        line.delay(Number.POSITIVE_INFINITY);
        await sleep(8000);
        line.delay(0);
      },
    ],
  ];

  test.each(drills)("%s", async (name, longest, fault) => {
    expectAllKept(name, await stage.drill(() => fault(stage)), longest);
  });
});
