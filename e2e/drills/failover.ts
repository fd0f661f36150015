import { setTimeout as sleep } from "node:timers/promises";
import { expectAllKept } from "#e2e/drills/outcome.ts";
import { openStage, type Stage } from "#e2e/drills/stage.ts";
import { stopPostmaster } from "#lib/db/embedded/process.ts";

/** Kills the primary and promotes its synchronous standby; `query` is that of the URL. */
export async function drillFailover(name: string, query: string): Promise<void> {
  const stage = await openStage({ query });
  try {
    await stage.ask("alter system set synchronous_standby_names = '*'");
    await stage.ask("select pg_reload_conf()");
    await sleep(1000);
    const figures = await stage.drill(async () => {
      await killPrimary(stage);
      await promoteStandby(stage);
    });
    expectAllKept(name, figures, { outageSeconds: 30 });
  } finally {
    await stage.close();
  }
}

export async function killPrimary({ servers: { primary } }: Stage): Promise<void> {
  primary.child.kill("SIGKILL");
  await stopPostmaster(primary.child.pid ?? 0);
}

export async function promoteStandby({ servers: { standby } }: Stage): Promise<void> {
  await standby.run("alter system reset synchronous_standby_names");
  await standby.run("select pg_promote()");
}
