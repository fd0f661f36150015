import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmdirSync, rmSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, test, vi } from "vitest";
import { expectAllKept, restartPrimary } from "#e2e/drills/outcome.ts";
import { openStage } from "#e2e/drills/stage.ts";

const disk = mkdtempSync(join(tmpdir(), "keysmith-disk-"));
const isMounted =
  spawnSync("mount", ["-t", "tmpfs", "-o", "size=256m", "tmpfs", disk]).status === 0;
afterAll(() => {
  if (isMounted) execFileSync("umount", [disk]);
  rmdirSync(disk);
});
const name = "disk of the database full, then freed and the database started again";

test.skipIf(!isMounted)(
  isMounted ? name : `${name} (mount is not permitted)`,
  async () => {
    const stage = await openStage({ primaryDir: disk });
    const ballast = join(disk, "ballast");
    try {
      const figures = await stage.drill(async ({ failures: failed }) => {
        const { bavail, bsize } = await statfs(disk);
        execFileSync("fallocate", ["-l", String(bavail * bsize), ballast]);
        const t = performance.now();
        await vi.waitUntil(() => failed.length > 0, { timeout: 60_000 });
        console.log("failing after", performance.now() - t, failed);
        await new Promise((r) => setTimeout(r, 8000));
        console.log("failing", failed.length);
        rmSync(ballast);
        await restartPrimary(stage, "SIGQUIT");
      });
      expectAllKept(name, figures, { outageSeconds: 60 });
    } finally {
      console.log(execFileSync("tail", ["-60", join(disk, "postgres.log")]).toString());
      await stage.close();
    }
  },
  600_000,
);
