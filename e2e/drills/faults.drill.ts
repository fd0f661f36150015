import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Figures, openStage, type Stage } from "#e2e/drills/stage.ts";
import { stopPostmaster } from "#lib/db/embedded/process.ts";
import { spawnServer, waitUntilReady } from "#lib/db/embedded/server.ts";
import { pgbouncer, startPgbouncer } from "#lib/testing/pgbouncer.ts";

/** What must hold of every fault: nothing acknowledged is lost, and nothing revoked is valid. */
function expectAllKept(name: string, figures: Figures, longestOutageSeconds: number): void {
  console.log(name, figures);
  const { acknowledged, found, revoked, revokedValid, auditRows, outageSeconds } = figures;
  expect(acknowledged).toBeGreaterThan(0);
  expect(revoked).toBeGreaterThan(0);
  expect({ found, auditRows, revokedValid }).toEqual({
    found: acknowledged,
    auditRows: acknowledged,
    revokedValid: 0,
  });
  expect(outageSeconds).toBeLessThan(longestOutageSeconds);
}

/** Ends the primary by a signal and starts it again. */
async function restartPrimary({ servers }: Stage, signal: NodeJS.Signals): Promise<void> {
  const { primary } = servers;
  const { cluster, port, child } = primary;
  child.kill(signal);
  await stopPostmaster(child.pid ?? 0);
  primary.child = await spawnServer(cluster, { port, durable: true });
  await waitUntilReady(cluster, primary.child, port);
}

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

describe("the primary killed and its synchronous standby promoted", () => {
  let stage: Stage | undefined;
  afterEach(() => stage?.close());

  test.each(["", "any", "primary", "read-write"])("target_session_attrs=%s", async (target) => {
    stage = await openStage({ query: target && `?target_session_attrs=${target}` });
    const { servers, ask, drill } = stage;
    await ask("alter system set synchronous_standby_names = '*'");
    await ask("select pg_reload_conf()");
    await sleep(1000);
    const figures = await drill(async () => {
      servers.primary.child.kill("SIGKILL");
      await stopPostmaster(servers.primary.child.pid ?? 0);
      await servers.standby.run("alter system reset synchronous_standby_names");
      await servers.standby.run("select pg_promote()");
    });
    expectAllKept(
      `failover, ${target ? `target_session_attrs=${target}` : "bare list"}`,
      figures,
      30,
    );
  });
});

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
