import { expect } from "vitest";
import type { Figures, Stage } from "#e2e/drills/stage.ts";
import { stopPostmaster } from "#lib/db/embedded/process.ts";
import { spawnServer, waitUntilReady } from "#lib/db/embedded/server.ts";

/** What must hold of every fault: nothing acknowledged is lost, and nothing revoked is valid. */
export function expectAllKept(name: string, figures: Figures, longestOutageSeconds: number): void {
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
export async function restartPrimary({ servers }: Stage, signal: NodeJS.Signals): Promise<void> {
  const { primary } = servers;
  const { cluster, port, child } = primary;
  child.kill(signal);
  await stopPostmaster(child.pid ?? 0);
  primary.child = await spawnServer(cluster, { port, durable: true });
  await waitUntilReady(cluster, primary.child, port);
}
