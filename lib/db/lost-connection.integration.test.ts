import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "#lib/db/connect.ts";
import { getOwnerUrl } from "#lib/testing/database/owner.ts";
import { startTcpProxy, type TcpProxy } from "#lib/testing/network/tcp-proxy.ts";

const url = process.env.DATABASE_URL ?? "";
const admin = connect(getOwnerUrl(), { poolSize: 1, prepare: true });
let proxy: TcpProxy;
beforeAll(async () => {
  proxy = await startTcpProxy(url);
  await admin.execute(sql`create table notes (text text primary key)`);
  await admin.execute(sql`grant all on notes to public`);
});
afterAll(async () => {
  await admin.$client.end();
  await proxy.close();
});

type Pool = ReturnType<typeof connect>;

async function takeNotes(): Promise<string[]> {
  const rows = await admin.execute<{ text: string }>(sql`delete from notes returning text`);
  return rows.map(({ text }) => text).sort();
}

const write = (db: Pick<Pool, "execute">, text: string) =>
  db.execute(sql`insert into notes values (${text})`).then();

async function getPid(db: Pick<Pool, "execute">): Promise<number> {
  const [row] = await db.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  return row?.pid ?? 0;
}

async function kill(pid: number): Promise<void> {
  await admin.execute(sql`select pg_terminate_backend(${pid})`);
  await sleep(50);
}

test("a transaction that has lost its connection does nothing on the next one", async () => {
  const db = connect(url, { poolSize: 1, prepare: true });
  const lost = Promise.withResolvers<void>();
  const taken = Promise.withResolvers<void>();
  const tried = Promise.withResolvers<void>();
  const first = db.transaction(async (tx) => {
    await write(tx, "before");
    await kill(await getPid(tx));
    lost.resolve();
    // By now the pool's only connection is in another transaction.
    await taken.promise;
    await write(tx, "after").catch(() => undefined);
    tried.resolve();
  });
  const failed = expect(first).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
  await lost.promise;
  const second = db.transaction(async (tx) => {
    await write(tx, "of another");
    taken.resolve();
    await tried.promise;
    // Time for what the first transaction sends at its end.
    await sleep(100);
    throw new Error("changed my mind");
  });
  await Promise.all([failed, expect(second).rejects.toThrow("changed my mind")]);
  await sleep(100);
  expect(await takeNotes()).toEqual([]);
  await write(db, "afterwards");
  expect(await takeNotes()).toEqual(["afterwards"]);
  await db.$client.end();
});

test.each([
  ["killed", (pid: number) => kill(pid)],
  ["reset", async () => proxy.cut()],
])("a transaction whose connection is %s under a statement fails alone", async (_, lose) => {
  const db = connect(proxy.url, { poolSize: 1, prepare: true });
  const failed = db.transaction(async (tx) => {
    const pid = await getPid(tx);
    const slow = tx.execute(sql`select pg_sleep(3)`).then();
    await Promise.all([slow, write(tx, "queued behind it"), sleep(50).then(() => lose(pid))]);
  });
  await expect(failed).rejects.toThrow();
  for (const text of ["one", "two", "three"]) await write(db, text);
  expect(await takeNotes()).toEqual(["one", "three", "two"]);
  await db.$client.end();
});

test("what is sent while a connection goes costs that connection nothing later", async () => {
  const db = connect(proxy.url, { poolSize: 1, prepare: true });
  for (let i = 0; i < 20; i++) {
    await db.execute(sql`select 1`);
    proxy.cut();
    const asked: Promise<boolean>[] = [];
    for (let turn = 0; turn < 20; turn++) {
      // A connection closes at the end of an event loop turn, after callbacks queued during it.
      await new Promise(setImmediate);
      asked.push(
        db.execute(sql`select 2`).then(
          () => true,
          () => false,
        ),
      );
    }
    expect(await Promise.all(asked)).toContain(false);
    await sleep(20);
    const startedAt = performance.now();
    await db.execute(sql`select 3`);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  }
  await db.$client.end();
});

test("whoever takes connections and hangs up is told of soon, and not asked without end", async () => {
  let opened = 0;
  const server = createServer((socket) => {
    opened += 1;
    socket.end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const db = connect(`postgres://nobody@127.0.0.1:${(server.address() as AddressInfo).port}/none`, {
    prepare: true,
  });
  const startedAt = performance.now();
  await expect(db.execute(sql`select 1`).then()).rejects.toMatchObject({
    cause: { code: "CONNECTION_CLOSED" },
  });
  expect(performance.now() - startedAt).toBeLessThan(2000);
  await sleep(500);
  expect(opened).toBe(1);
  await db.$client.end({ timeout: 0 });
  server.close();
});

test("hosts that are all away are asked with pauses, and found when one is back", async () => {
  const line = await startTcpProxy(url);
  const { host } = new URL(line.url);
  line.refuse(true);
  const hosts = `${line.url.replace(host, `${host},${host}`)}?target_session_attrs=read-write`;
  const db = connect(hosts, { poolSize: 1, prepare: true });
  const found = db.execute(sql`select 1 as one`).then(([row]) => row?.one);
  await sleep(2000);
  expect(line.opened()).toBeLessThan(20);
  line.refuse(false);
  expect(await found).toBe(1);
  await db.$client.end();
  await line.close();
});
