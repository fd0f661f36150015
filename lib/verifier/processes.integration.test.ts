import { randomUUID } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { expect, onTestFinished, test, vi } from "vitest";
import { createContext } from "#lib/runtime/server.ts";
import { createServiceToken } from "#lib/service-tokens/create.ts";
import { exchange } from "#lib/testing/network/exchange.ts";
import { startVerifierProcess } from "#lib/testing/product/verifier.ts";
import { mintApiKeys } from "#lib/testing/records/api-keys.ts";
import { getServiceToken } from "#lib/testing/records/service-token.ts";

const ctx = createContext({ id: "test", address: null, userAgent: null });

async function listChildren(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8").catch(() => "");
  return text.split(" ").filter(Boolean).map(Number);
}

async function countLeases(): Promise<number> {
  const [row] = await ctx.db.execute<{ count: string }>(
    sql`select count(*) from verifier_leases where expires_at > now()`,
  );
  return Number(row?.count);
}

test("several processes serve one port, are told apart in the metrics, and are replaced one after another without a failed request", async () => {
  const socketPath = join(tmpdir(), `keysmith-${randomUUID()}.sock`);
  const verifier = await startVerifierProcess({
    VERIFIER_PROCESSES: "2",
    VERIFIER_SOCKET: socketPath,
    LOG_LEVEL: "silent",
  });
  onTestFinished(verifier.stop);
  await vi.waitUntil(async () => (await countLeases()) === 2, { timeout: 30_000 });
  expect((await stat(socketPath)).mode & 0o777).toBe(0o660);
  const [key] = (await mintApiKeys(1)).keys;
  const fullKey = key?.fullKey ?? "";
  const { token } = await createServiceToken(ctx, { name: "Prometheus", scopes: ["metrics"] });

  // Connections are distributed round-robin.
  for (let i = 0; i < 10; i++) {
    const options = { token: await getServiceToken(), body: { key: fullKey } };
    const { status, body } = await exchange(`${verifier.url}/v1/verify`, options);
    expect([status, body.valid]).toEqual([200, true]);
  }
  const readTrusted = async () => {
    const headers = { Authorization: `Bearer ${token}` };
    const text = await (await fetch(`${verifier.url}/metrics`, { headers })).text();
    return text.split("\n").filter((each) => each.startsWith("keysmith_cache_trusted{"));
  };
  expect((await readTrusted()).sort()).toEqual([
    'keysmith_cache_trusted{service="verifier",process="1"} 1',
    'keysmith_cache_trusted{service="verifier",process="2"} 1',
  ]);

  const before = await listChildren(verifier.pid);
  expect(before).toHaveLength(2);
  let isOver = false;
  let answered = 0;
  const ask = async () => {
    while (!isOver) {
      const { status, body } = await verifier.verify(fullKey);
      expect([status, body.valid]).toEqual([200, true]);
      answered += 1;
    }
  };
  const asking = Promise.all([ask(), ask(), ask(), ask()]);
  verifier.kill("SIGHUP");
  const areReplaced = async () => {
    const now = await listChildren(verifier.pid);
    return now.length === 2 && !now.some((pid) => before.includes(pid));
  };
  await vi.waitUntil(areReplaced, { timeout: 150_000, interval: 50 });
  isOver = true;
  await asking;
  expect(answered).toBeGreaterThan(0);
  expect(await verifier.cache()).not.toBeNull();

  const [victim] = await listChildren(verifier.pid);
  process.kill(victim ?? 0, "SIGKILL");
  const isReplaced = async () => {
    const now = await listChildren(verifier.pid);
    return now.length === 2 && !now.includes(victim ?? 0);
  };
  await vi.waitUntil(isReplaced, { timeout: 60_000, interval: 50 });
  expect((await verifier.verify(fullKey)).body.valid).toBe(true);

  await vi.waitUntil(async () => (await countLeases()) === 2, { timeout: 30_000 });
  await verifier.stop();
  expect(await countLeases()).toBe(0);
}, 300_000);
