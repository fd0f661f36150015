import { execFile } from "node:child_process";
import { mkdir, open, readFile, rm } from "node:fs/promises";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { expect } from "@playwright/test";
import type { Answer } from "./support/client.ts";
import { inDatabase, readDatabaseUrl } from "./support/database.ts";
import { demoPassword, findHalves, inParallel, openShop, type Shop } from "./support/shop.ts";
import { readPostgresPid, test } from "./support/start.ts";

const run = promisify(execFile);
const unlimited = { RATE_LIMIT_FACTOR: "1000" };
const demo = { KEYSMITH_DEMO_PASSWORD: demoPassword, ...unlimited };
/** A caller is answered within 5 s; the machine that tests may be a busy one. */
const patienceMs = 8_000;

test.describe.configure({ timeout: 120_000 });

const unavailable = {
  error: "Service Unavailable",
  message: "The service is not available. Please try again",
  code: 503,
};

/** Whether the answer is the one to an outage; fails for any other but `welcome`. */
function isOutage({ status, headers, body }: Answer, welcome: number): boolean {
  if (status === welcome) return false;
  expect([status, body, headers.get("retry-after")]).toEqual([503, unavailable, "1"]);
  return true;
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `Key ${index}`);

/** The pool's connections come back one by one: an answer to an outage tells nothing of the key. */
async function expectAllToVerify(shop: Shop, fullKeys: Iterable<string>): Promise<void> {
  const refused: string[] = [];
  await inParallel(8, [...fullKeys], async (fullKey) => {
    let answer = await shop.whoami(fullKey);
    while (answer.status === 503) answer = await shop.whoami(fullKey);
    if (answer.status !== 200) refused.push(fullKey.slice(0, 12));
  });
  expect(refused).toEqual([]);
}

async function listDescriptions(shop: Shop): Promise<string[]> {
  const { body } = await shop.keys("GET", "?limit=100&sort=oldest");
  expect(body.nextCursor).toBeNull();
  return body.data.map((key: { description: string }) => key.description).sort();
}

test("a server killed in a burst of creates has kept every key that it acknowledged; repeats make no second one", async ({
  dataDir,
  start,
}) => {
  const first = start(demo);
  const shop = await openShop(await first.ready);
  const names = numbered(90);
  const acknowledged = new Map<string, string>();
  await inParallel(16, names, async (name) => {
    const answer = await shop.create(name).catch(() => null);
    if (answer?.status === 201) acknowledged.set(name, answer.body.fullKey);
    if (acknowledged.size >= 25) first.killAll();
  });
  await first.ended;
  expect(acknowledged.size).toBeLessThan(names.length);

  const again = shop.at(await start().ready);
  await expectAllToVerify(again, acknowledged.values());
  await inParallel(8, names, async (name) => {
    const { status, body } = await again.create(name);
    expect(status).toBe(201);
    expect(acknowledged.get(name) ?? body.fullKey).toBe(body.fullKey);
  });
  expect(await listDescriptions(again)).toEqual([...names].sort());
  expect(await findHalves(dataDir)).toEqual([]);
});

test("a killed backend and a killed PostgreSQL are 503 for a moment, and nothing acknowledged is lost", async ({
  dataDir,
  start,
}) => {
  const product = start(demo);
  const shop = await openShop(await product.ready);
  const acknowledged: string[] = [];
  let isKilled = false;
  let outages = 0;
  const count = (isOut: boolean) => {
    if (isOut && isKilled) outages += 1;
  };
  /** Creates until the outage, and verifies and edits until it is over. */
  const work = async (names: string[], isOver: () => boolean) => {
    let own: string | undefined;
    for (let edits = 0; !isOver(); edits++) {
      const name = outages > 0 ? undefined : names.pop();
      if (name !== undefined) {
        const created = await shop.create(name);
        count(isOutage(created, 201));
        if (created.status === 201) acknowledged.push(created.body.fullKey);
        if (created.status === 201) own ??= created.body.id;
      }
      const known = acknowledged.at(-1);
      if (known) count(isOutage(await shop.whoami(known), 200));
      const edit = { description: `Edit ${edits}` };
      if (own) count(isOutage(await shop.keys("PATCH", `/${own}`, edit), 200));
    }
  };
  const kill = {
    backend: () =>
      inDatabase(async (sql) => {
        const [row] = await sql`
          select pid from pg_stat_activity where application_name = 'keysmith' limit 1`;
        process.kill(row?.pid, "SIGKILL");
      }, dataDir),
    server: async () => process.kill((await readPostgresPid(dataDir)) ?? 0, "SIGKILL"),
  };
  for (const [victim, end] of Object.entries(kill)) {
    isKilled = false;
    outages = 0;
    let isOver = false;
    const enough = acknowledged.length + 5;
    const names = numbered(40).map((name) => `${name}, ${victim}`);
    const load = Promise.all([1, 2, 3, 4].map(() => work(names, () => isOver)));
    await expect.poll(() => acknowledged.length, { intervals: [10] }).toBeGreaterThan(enough);
    isKilled = true;
    await end();
    await expect.poll(() => outages, { intervals: [10] }).toBeGreaterThan(0);
    await expect
      .poll(async () => isOutage(await shop.create(`After the ${victim}`), 201), {
        timeout: 30_000,
      })
      .toBe(false);
    isOver = true;
    await load;
    await expectAllToVerify(shop, acknowledged);
  }
  expect(await findHalves(dataDir)).toEqual([]);
  expect(product.output()).not.toMatch(/uncaughtException|severity_local/);
});

test("SIGTERM under load resets no request, loses no count, and leaves the database clean", async ({
  dataDir,
  start,
}) => {
  const first = start(demo);
  const shop = await openShop(await first.ready);
  const { hostname, port } = new URL(shop.address);
  let answers = 0;

  /** One client on one connection, until the server says that it closes it. */
  async function untilClosed(lane: number): Promise<{ keyId: string; uses: number }> {
    const created = await shop.create(`Lane ${lane}`);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = (method: string, path: string, headers: Record<string, string>, body = "") =>
      new Promise<{ status: number; isLast: boolean }>((resolve, reject) => {
        const sent = request({ hostname, port, agent, method, path, headers }, (response) => {
          const isLast = response.headers.connection === "close";
          response
            .resume()
            .on("end", () => resolve({ status: response.statusCode ?? 0, isLast }))
            .on("error", reject);
        });
        sent.on("error", reject).end(body);
      });
    const authorization = `Bearer ${shop.token}`;
    const json = { authorization, "content-type": "application/json" };
    const path = `/api/v1/applications/${shop.applicationId}/api-keys`;
    let uses = 0;
    for (let round = 0; ; round += 1) {
      const isCreate = round % 10 === 9 && round < 90;
      const { status, isLast } = isCreate
        ? await ask("POST", path, json, JSON.stringify({ description: `Lane ${lane}` }))
        : await ask("GET", "/api/v1/whoami", { "x-api-key": created.body.fullKey });
      expect(status).toBe(isCreate ? 201 : 200);
      answers += 1;
      if (!isCreate) uses += 1;
      if (isLast) return { keyId: created.body.id, uses };
    }
  }

  const lanes = Promise.all(Array.from({ length: 8 }, (_, lane) => untilClosed(lane)));
  await expect.poll(() => answers, { intervals: [10] }).toBeGreaterThan(100);
  first.kill("SIGTERM");
  const results = await lanes;
  expect(await first.ended).toBe(0);
  expect(await readPostgresPid(dataDir)).toBeUndefined();
  const log = await readFile(join(dataDir, "postgres.log"), "utf8");
  const [, end] = log.split("received fast shutdown request");
  expect(end).toContain("database system is shut down");
  expect(end).not.toMatch(/terminating connection|FATAL|PANIC|unexpected EOF/);

  await start().ready;
  const counts = await inDatabase(
    (sql) => sql`
      select k.id as "keyId", sum(u.count)::int as uses
      from api_keys k join api_key_usage_days u on u.api_key_id = k.id
      where u.outcome = 'valid' and k.last_used_at is not null
      group by k.id order by k.id`,
    dataDir,
  );
  expect([...counts]).toEqual(results.sort((a, b) => (a.keyId < b.keyId ? -1 : 1)));
});

test("what one instance changes, another one on the same database knows at once", async ({
  dataDir,
  start,
}) => {
  const one = await openShop(await start(demo).ready);
  const secrets = JSON.parse(await readFile(join(dataDir, "secrets.json"), "utf8"));
  const second = start({
    ...secrets,
    ...unlimited,
    DATABASE_URL: await readDatabaseUrl(dataDir),
    // The issuer of the first one's tokens.
    KEYSMITH_URL: "http://localhost",
  });
  const other = one.at(await second.ready);

  const late: string[] = [];
  await inParallel(4, numbered(100), async (name) => {
    const { id, fullKey } = (await one.create(name)).body;
    let revokedAt = Number.POSITIVE_INFINITY;
    const verifying = [1, 2].map(async () => {
      for (let status = 200; status !== 401; ) {
        const begunAt = performance.now();
        ({ status } = await other.whoami(fullKey));
        if (status === 200 && begunAt > revokedAt) late.push(name);
      }
    });
    expect((await other.whoami(fullKey)).status).toBe(200);
    expect((await one.keys("DELETE", `/${id}`)).status).toBe(204);
    revokedAt = performance.now();
    await Promise.all(verifying);
  });
  expect(late).toEqual([]);

  const { id, fullKey } = (await one.create("The last")).body;
  for (let round = 0; round < 5; round += 1) {
    await one.keys("DELETE", `/${id}`);
    expect((await other.whoami(fullKey)).status).toBe(401);
    await one.keys("POST", `/${id}/restore`);
    expect((await other.whoami(fullKey)).status).toBe(200);
    const scopes = [round % 2 ? "payments:read" : "refunds:read"];
    await one.keys("PATCH", `/${id}`, { scopes });
    expect((await other.whoami(fullKey)).body.scopes).toEqual(scopes);
  }
  const rotated = (await one.keys("POST", `/${id}/rotate`, {})).body;
  expect((await other.whoami(rotated.fullKey)).status).toBe(200);
  expect((await one.keys("POST", `/${id}/rotate/finish`)).status).toBe(200);
  expect((await other.whoami(fullKey)).status).toBe(401);
  expect((await other.whoami(rotated.fullKey)).status).toBe(200);
});

test("a lock that is held and backends that hang are 503 in time, and recovered from", async ({
  dataDir,
  start,
}) => {
  const shop = await openShop(await start(demo).ready);
  const { fullKey } = (await shop.create("Checkout")).body;
  const inTime = <T>(work: Promise<T>) =>
    Promise.race([work, sleep(patienceMs, undefined, { ref: false }).then(() => "late" as const)]);

  await inDatabase(
    (sql) =>
      sql.begin(async (tx) => {
        await tx`select id from applications where id = ${shop.applicationId} for update`;
        const answers = await Promise.all(numbered(20).map((name) => inTime(shop.create(name))));
        for (const answer of answers) {
          expect(answer !== "late" && isOutage(answer, 201)).toBe(true);
        }
      }),
    dataDir,
  );
  await expect.poll(async () => (await shop.create("Unlocked")).status).toBe(201);
  await expect.poll(async () => (await shop.whoami(fullKey)).status).toBe(200);

  const pids = await inDatabase(async (sql) => {
    const rows = await sql`
      select pid from pg_stat_activity
      where application_name = 'keysmith' and backend_type = 'client backend'`;
    return rows.map((row) => Number(row.pid));
  }, dataDir);
  const signalAll = (signal: NodeJS.Signals) => {
    for (const pid of pids) process.kill(pid, signal);
  };
  signalAll("SIGSTOP");
  try {
    const asked = Array.from({ length: 24 }, () => inTime(shop.whoami(fullKey)));
    const answers = await Promise.all(asked);
    expect(answers).not.toContain("late");
    expect(answers.map((answer) => isOutage(answer as Answer, 200))).toContain(true);
    // New connections replace the silent ones.
    await expect.poll(async () => (await shop.whoami(fullKey)).status).toBe(200);
  } finally {
    signalAll("SIGCONT");
  }
  await expect.poll(async () => (await shop.create("Going on")).status).toBe(201);
  const answers = await Promise.all(Array.from({ length: 24 }, () => shop.whoami(fullKey)));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  expect(await findHalves(dataDir)).toEqual([]);
});

/** A file that takes all the room that is left. */
async function fill(path: string): Promise<void> {
  const file = await open(path, "w");
  try {
    for (const size of [1 << 20, 1 << 12]) {
      const chunk = Buffer.alloc(size);
      while ((await file.write(chunk).catch(() => ({ bytesWritten: 0 }))).bytesWritten === size);
    }
  } finally {
    await file.close();
  }
}

test("a full disk is 503 and no half-made key, until there is room again", async ({
  dataDir,
  start,
}) => {
  await mkdir(dataDir);
  const mount = run("mount", ["-t", "tmpfs", "-o", "size=160m,mode=700", "tmpfs", dataDir]);
  const isMounted = await mount.then(
    () => true,
    () => false,
  );
  test.skip(!isMounted, "a small disk takes root on Linux, and mount(8)");
  const product = start(demo);
  try {
    const shops = [await openShop(await product.ready), await openShop(await product.ready)];
    const acknowledged: string[] = [];
    const create = async (shop: Shop, name: string) => {
      const answer = await shop.create(name);
      const failed = isOutage(answer, 201);
      if (!failed) acknowledged.push(answer.body.fullKey);
      return failed;
    };
    const filler = join(dataDir, "filler");
    await fill(filler);
    let failures = 0;
    for (const shop of shops) {
      await inParallel(4, numbered(90), async (name) => {
        if (failures < 8 && (await create(shop, name))) failures += 1;
      });
    }
    expect(failures).toBeGreaterThan(0);
    await rm(filler);
    const [shop] = shops;
    if (!shop) throw new Error("there is no shop");
    await expect.poll(() => create(shop, "There is room"), { timeout: 30_000 }).toBe(false);
    await expectAllToVerify(shop, acknowledged);
    expect(await findHalves(dataDir)).toEqual([]);
  } finally {
    product.killAll();
    await product.ended;
    const pid = await readPostgresPid(dataDir);
    if (pid) process.kill(pid, "SIGQUIT");
    await run("umount", ["-l", dataDir]);
  }
});
