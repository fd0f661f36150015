import { expect, test, vi } from "vitest";
import { getServer } from "#lib/runtime/server.ts";
import { exchange } from "#lib/testing/network/exchange.ts";
import { startVerifierProcess } from "#lib/testing/product/verifier.ts";
import { mintApiKeys } from "#lib/testing/records/api-keys.ts";

interface Line {
  msg: string;
  level: number;
}

const parseLines = (output: string): Line[] =>
  output
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line));

test("a lost change feed is told once, and each request where the access log is on", async () => {
  const verifier = await startVerifierProcess({ ACCESS_LOG: "on", LOG_LEVEL: "info" });
  await verifier.untilTrusted();
  const { keys } = await mintApiKeys(1);
  const key = keys[0]?.fullKey ?? "";
  await verifier.verify(key);
  await exchange(`${verifier.url}/nothing?key=${key}`);
  await getServer().db.execute(`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'keysmith-verifier' and datname = current_database()`);
  const isBack = () => verifier.output().includes("change feed is back");
  await vi.waitUntil(isBack, { timeout: 15_000, interval: 20 });
  await verifier.stop();
  const lines = parseLines(verifier.output());
  const told = lines.filter(({ msg }) => msg.startsWith("change feed"));
  expect(told.map(({ level, msg }) => `${level} ${msg}`)).toEqual([
    "40 change feed lost: the cache is trusted until its lease ends",
    "30 change feed is back",
  ]);
  const requests = lines.filter(({ msg }) => msg === "request");
  const of = (method: string, route: string, status: number) =>
    expect.objectContaining({ requestId: expect.any(String), method, route, status });
  expect(requests).toContainEqual(of("POST", "/v1/verify", 200));
  expect(requests).toContainEqual(of("GET", "other", 404));
  expect(verifier.output()).not.toContain(key);
}, 60_000);
