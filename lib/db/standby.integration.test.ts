import { once } from "node:events";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { POST as CREATE } from "#app/api/v1/applications/[id]/api-keys/route.ts";
import { GET as WHOAMI } from "#app/api/v1/whoami/route.ts";
import { runShutdownHooks } from "#lib/lifecycle.ts";
import { call } from "#lib/testing/api/requests.ts";
import {
  listHosts,
  type Replication,
  startReplication,
} from "#lib/testing/database/replication.ts";
import { mintApplication, mintMerchant } from "#lib/testing/records/merchants.ts";

let servers: Replication;

/** Sets the standbys that the primary's commits wait for. */
async function setStandbyNames(names: string): Promise<void> {
  const { primary } = servers;
  await primary.run(`alter system set synchronous_standby_names = '${names}'`);
  await primary.run("select pg_reload_conf()");
  const read = async () => (await primary.run("show synchronous_standby_names"))[0];
  await vi.waitUntil(async () => (await read())?.synchronous_standby_names === names);
}

beforeAll(async () => {
  servers = await startReplication();
  const { primary, standby } = servers;
  const hosts = [primary.url, standby.url];
  process.env.DATABASE_URL = listHosts(hosts, "?target_session_attrs=read-write");
});

afterAll(async () => {
  await runShutdownHooks();
  await servers.stop();
});

async function openShop() {
  const { ctx, token } = await mintMerchant();
  const { id } = await mintApplication(ctx);
  return (description: string) =>
    call(CREATE, {
      token,
      params: { id },
      body: { description },
      headers: { "Idempotency-Key": encodeURIComponent(description) },
    });
}

test("a commit that was let go before a standby had it is no success, and its repeat is one", async () => {
  const { primary } = servers;
  const create = await openShop();
  await setStandbyNames("nobody");
  const creating = create("Not replicated");
  const cancel = async () =>
    (
      await primary.run(
        "select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'",
      )
    ).length;
  await vi.waitUntil(cancel, { interval: 10, timeout: 4000 });
  const { status, headers } = await creating;
  expect([status, headers.get("retry-after")]).toEqual([503, "1"]);
  await setStandbyNames("*");
  const again = await create("Not replicated");
  expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([201, "true"]);
});

test("when a standby is promoted it is found, and has all that was acknowledged", async () => {
  const { primary, standby } = servers;
  await setStandbyNames("*");
  const create = await openShop();
  const acknowledged: string[] = [];
  const names = Array.from({ length: 60 }, (_, index) => `Key ${index}`);
  const lane = async () => {
    for (let name = names.pop(); name !== undefined; name = names.pop()) {
      const { status, body } = await create(name);
      expect([201, 503]).toContain(status);
      if (status === 503) return;
      acknowledged.push(body.fullKey);
      if (acknowledged.length === 10) primary.child.kill("SIGKILL");
    }
  };
  const ended = once(primary.child, "exit");
  await Promise.all([lane(), lane(), lane(), lane()]);
  await ended;
  await standby.run("select pg_promote()");
  const isBack = async () => (await create("After the promotion")).status === 201;
  await vi.waitUntil(isBack, { timeout: 15_000 });
  expect(acknowledged.length).toBeGreaterThanOrEqual(10);
  // Each connection of the pool finds the primary separately, with at most one 503.
  const areAllGood = async () => {
    const keys = acknowledged.map((key) => call(WHOAMI, { headers: { "X-API-Key": key } }));
    const statuses = (await Promise.all(keys)).map(({ status }) => status);
    expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([]);
    return statuses.every((status) => status === 200);
  };
  await vi.waitUntil(areAllGood, { timeout: 15_000 });
});
