import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { hasFaketime, setClocks } from "#e2e/drills/clocks.ts";
import { expectAllKept, replaceFirst, restartPrimary } from "#e2e/drills/outcome.ts";
import { type Load, openStage, type Stage } from "#e2e/drills/stage.ts";
import { findFreePort } from "#lib/db/embedded/server.ts";
import { withClient } from "#lib/db/with-client.ts";
import { hasRedis, startRedis, type TestRedis } from "#lib/testing/redis.ts";

/** More than the server has. */
const tooManyConnections = 120;
const takenSeconds = 6;

describe("a primary, a standby, a portal and two verifiers", () => {
  let redis: TestRedis | undefined;
  let stage: Stage;
  beforeEach(async () => {
    if (stage) return;
    if (hasRedis) redis = await startRedis(await findFreePort());
    stage = await openStage({
      query: "?target_session_attrs=read-write",
      env: { DRAIN_SECONDS: "5", ...(redis && { REDIS_URL: redis.url }) },
    });
  }, 600_000);
  afterAll(async () => {
    await stage?.close();
    redis?.signal("SIGKILL");
  });

  interface Drill {
    name: string;
    fault: Parameters<Stage["drill"]>[0];
    most: Parameters<typeof expectAllKept>[2];
    /** What has to be installed for it. */
    needs?: { name: string; isInstalled: boolean };
  }
  const drills: Drill[] = [
    {
      name: "portal killed by `kill -9` and started again",
      most: { outageSeconds: 60 },
      fault: async () => {
        const [portal] = stage.portals;
        portal?.killAll();
        await portal?.ended;
        await stage.startPortal();
        stage.portals.shift();
      },
    },
    {
      name: "portal stopped for 6 s by SIGSTOP",
      most: { outageSeconds: 15 },
      fault: async () => {
        const [portal] = stage.portals;
        portal?.killAll("SIGSTOP");
        await sleep(6000);
        portal?.killAll("SIGCONT");
      },
    },
    {
      name: "verifier killed by `kill -9`, another one started",
      most: { outageSeconds: 5 },
      fault: async () => {
        stage.verifiers.shift()?.kill("SIGKILL");
        await stage.startVerifier();
      },
    },
    {
      name: "verifier stopped for 5 s by SIGSTOP",
      most: { outageSeconds: 10 },
      fault: async () => {
        const [verifier] = stage.verifiers;
        verifier?.kill("SIGSTOP");
        await sleep(5000);
        verifier?.kill("SIGCONT");
      },
    },
    {
      name: "portal and both verifiers replaced one after another, SIGTERM",
      most: { outageSeconds: 5, failed: 0 },
      fault: async () => {
        await replaceFirst(stage.portals, stage.startPortal);
        for (const _ of [1, 2]) await replaceFirst(stage.verifiers, stage.startVerifier);
      },
    },
    {
      name: "database restarted at once (immediate shutdown)",
      most: { outageSeconds: 30 },
      fault: () => restartPrimary(stage, "SIGQUIT"),
    },
    {
      name: "database killed by `kill -9`",
      most: { outageSeconds: 30 },
      fault: () => restartPrimary(stage, "SIGKILL"),
    },
    {
      name: "database stopped for 8 s by SIGSTOP, all of its processes",
      most: { outageSeconds: 20 },
      fault: async () => {
        const backends = await stage.ask("select pid from pg_stat_activity");
        const pids = [stage.servers.primary.child.pid, ...backends.map(({ pid }) => pid)];
        signalAll(pids, "SIGSTOP");
        await sleep(8000);
        signalAll(pids, "SIGCONT");
      },
    },
    {
      name: "database out of reach for 1.5 s",
      most: { outageSeconds: 15 },
      fault: async () => {
        stage.line.refuse(true);
        stage.line.cut();
        await sleep(1500);
        stage.line.refuse(false);
      },
    },
    {
      name: "connections stranded (packets dropped), new ones pass",
      most: { outageSeconds: 10 },
      fault: async () => stage.line.strand(),
    },
    {
      name: "database host silent for 8 s",
      most: { outageSeconds: 20 },
      fault: async () => {
        stage.line.strand();
        stage.line.delay(Number.POSITIVE_INFINITY);
        await sleep(8000);
        stage.line.delay(0);
      },
    },
    {
      name: "all connections of the database taken by others for 6 s",
      most: { outageSeconds: 20 },
      fault: async () => {
        stage.line.refuse(true);
        stage.line.cut();
        const taken = takeConnections(stage.servers.primary.url);
        await sleep(2000);
        stage.line.refuse(false);
        await taken;
      },
    },
    {
      name: "Redis killed by `kill -9` and started again after 5 s",
      needs: { name: "redis-server", isInstalled: hasRedis },
      most: { outageSeconds: 5, failed: 0 },
      fault: async () => {
        redis?.signal("SIGKILL");
        await redis?.ended;
        await sleep(5000);
        redis = await startRedis(Number(new URL(redis?.url ?? "").port));
        await untilCounted(redis);
      },
    },
    ...["+3h", "-3h"].map((offset) => ({
      name: `clocks of a portal and a verifier off by ${offset}`,
      needs: { name: "faketime", isInstalled: hasFaketime },
      most: { outageSeconds: 5, failed: 0 },
      fault: (load: Load) => setClocks(stage, load, offset),
    })),
  ];

  for (const { name, needs, fault, most } of drills) {
    const isMissing = needs?.isInstalled === false;
    test.skipIf(isMissing)(isMissing ? `${name} (${needs.name} is missing)` : name, async () => {
      expectAllKept(name, await stage.drill(fault), most);
    });
  }
});

function signalAll(pids: readonly unknown[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(Number(pid), signal);
    } catch {
      // The one that listed them has ended.
    }
  }
}

/** Takes each connection that there is to be had for a while. */
async function takeConnections(url: string): Promise<void> {
  const hold = () =>
    withClient(url, 3 * takenSeconds * 1000, (sql) => sql`select pg_sleep(${takenSeconds})`);
  const holding = Array.from({ length: tooManyConnections }, hold);
  const refusals = (await Promise.allSettled(holding)).filter(
    ({ status }) => status === "rejected",
  );
  expect(refusals).toContainEqual({
    status: "rejected",
    reason: expect.objectContaining({ code: "53300" }),
  });
}

/** Resolves once requests are counted there, which shows that it is asked again. */
async function untilCounted({ url }: TestRedis): Promise<void> {
  const client = new Redis(url);
  await vi.waitUntil(async () => (await client.dbsize()) > 0, { timeout: 5000 });
  client.disconnect();
}
