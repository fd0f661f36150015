import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmdirSync } from "node:fs";
import { rm, statfs, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { expectAllKept, restartPrimary } from "#e2e/drills/outcome.ts";
import { openStage, type Stage } from "#e2e/drills/stage.ts";

const disk = mkdtempSync(join(tmpdir(), "keysmith-disk-"));
const ballast = join(disk, "ballast");
const mountDisk = () =>
  spawnSync("mount", ["-t", "tmpfs", "-o", "size=256m", "tmpfs", disk]).status === 0;
const removeDisk = () => {
  spawnSync("umount", [disk]);
  rmdirSync(disk);
};
// Tried here because hooks come too late to skip, and don't run for what is skipped.
const canMount = mountDisk();
removeDisk();

describe.skipIf(!canMount)("a small disk (skipped where none may be mounted)", () => {
  let stage: Stage;
  beforeEach(async () => {
    if (stage) return;
    mkdirSync(disk);
    mountDisk();
    stage = await openStage({ primaryDir: disk });
  }, 600_000);
  afterAll(async () => {
    await stage?.close();
    removeDisk();
  });

  test("full for 5 s", async () => {
    const figures = await stage.drill(async ({ failures }) => {
      await fillDisk();
      await vi.waitUntil(() => failures.length > 0, { timeout: 30_000 });
      await sleep(5000);
      await rm(ballast);
    });
    expectAllKept("disk of the database full for 5 s", figures, { outageSeconds: 45 });
  });

  test("full until the database crashes", async () => {
    const figures = await stage.drill(async () => {
      await fillDisk();
      await crashServer(stage);
      await rm(ballast);
      await restartPrimary(stage, "SIGQUIT");
    });
    expectAllKept("disk full until the database crashed, then freed", figures, {
      outageSeconds: 45,
    });
  });
});

async function fillDisk(): Promise<void> {
  const { bavail, bsize } = await statfs(disk);
  // The server may be quicker to take the last of it.
  await writeFile(ballast, Buffer.alloc(bavail * bsize)).catch(({ code }) =>
    expect(code).toBe("ENOSPC"),
  );
}

/** Needs a new WAL segment, for which there is no space, until the server panics. */
async function crashServer({ servers: { primary } }: Stage): Promise<void> {
  const hasCrashed = () =>
    primary.run("select pg_switch_wal()").then(
      () => false,
      ({ code }) => /^57P|^CONNECTION_CLOSED$|^ECONN/.test(code),
    );
  await vi.waitUntil(hasCrashed, { timeout: 60_000, interval: 200 });
}
