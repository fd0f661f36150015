import { expect, vi } from "vitest";
import type { Figures, Stage } from "#e2e/drills/stage.ts";
import { stopPostmaster } from "#lib/db/embedded/process.ts";
import { spawnServer, waitUntilReady } from "#lib/db/embedded/server.ts";
import { exchange } from "#lib/testing/exchange.ts";

/** Prints the row of docs/operations/faults.md. */
export function printRow(name: string, figures: Figures): void {
  const { acknowledged, found, revoked, revokedValid, outageSeconds, failed, auditRows } = figures;
  const outage = `${outageSeconds.toFixed(1)} s`;
  const cells = [name, acknowledged, found, revoked, revokedValid, outage, failed, auditRows];
  console.log(`| ${cells.join(" | ")} |`);
}

interface Instance {
  url: string;
  kill(signal: NodeJS.Signals): void;
  ended: Promise<number | null>;
}

interface Limits {
  outageSeconds: number;
  /** Requests that may fail; by default any number of them. */
  failed?: number;
}

/** What must hold of every fault: nothing acknowledged is lost, and nothing revoked is valid. */
export function expectAllKept(name: string, figures: Figures, limits: Limits): void {
  printRow(name, figures);
  const { acknowledged, found, revoked, revokedValid, auditRows, unexpected, halves } = figures;
  expect(acknowledged).toBeGreaterThan(0);
  expect(revoked).toBeGreaterThan(0);
  expect({ found, auditRows, revokedValid, unexpected, halves }).toEqual({
    found: acknowledged,
    auditRows: acknowledged,
    revokedValid: 0,
    unexpected: [],
    halves: [],
  });
  expect(figures.outageSeconds).toBeLessThan(limits.outageSeconds);
  if (limits.failed !== undefined) expect(figures.failed).toBeLessThanOrEqual(limits.failed);
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

/**
 * Ends the first instance once another one has started, as a balancer does it: no more requests to
 * one whose /readyz is 503.
 */
export async function replaceFirst<T extends Instance>(
  instances: T[],
  start: () => Promise<unknown>,
): Promise<void> {
  await start();
  const [first] = instances;
  if (!first) return;
  first.kill("SIGTERM");
  const isLeaving = async () => (await exchange(`${first.url}/readyz`)).status === 503;
  await vi.waitUntil(isLeaving, { timeout: 5000, interval: 100 });
  instances.shift();
  expect(await first.ended).toBe(0);
}
