import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { killPrimary, promoteStandby } from "#e2e/drills/failover.ts";
import { printRow } from "#e2e/drills/outcome.ts";
import { type Load, listIds, openStage } from "#e2e/drills/stage.ts";

const lagMs = 1000;

test("an asynchronous standby that is promoted lacks what had not reached it, and nothing else", async () => {
  const stage = await openStage();
  try {
    const reached: Pick<Load, "acknowledged" | "revoked"> = { acknowledged: [], revoked: [] };
    const figures = await stage.drill(async ({ acknowledged, revoked }) => {
      Object.assign(reached, { acknowledged: [...acknowledged], revoked: [...revoked] });
      await stage.servers.caughtUp();
      const [sender] = await stage.ask("select pid from pg_stat_replication");
      process.kill(Number(sender?.pid), "SIGSTOP");
      await sleep(lagMs);
      await killPrimary(stage);
      process.kill(Number(sender?.pid), "SIGKILL");
      await promoteStandby(stage);
    });
    printRow("primary killed, asynchronous standby promoted that is 1 s behind", figures);
    const [row] = await stage.ask(`
      select count(*) filter (where id in (${listIds(reached.acknowledged)}))::int as keys,
        count(*) filter (where id in (${listIds(reached.revoked)}) and revoked_at is not null)::int
          as revocations
      from api_keys`);
    expect(row).toEqual({
      keys: reached.acknowledged.length,
      revocations: reached.revoked.length,
    });
    const { acknowledged, found, auditRows, revoked, revokedValid, unexpected } = figures;
    expect(found).toBeLessThan(acknowledged);
    expect(auditRows).toBe(found);
    expect(revokedValid).toBeLessThanOrEqual(revoked - reached.revoked.length);
    // A revocation of what was lost.
    expect(unexpected.filter((status) => status !== 404)).toEqual([]);
    expect(figures.halves).toEqual([]);
    expect(figures.outageSeconds).toBeLessThan(30);
  } finally {
    await stage.close();
  }
});
