import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { connect } from "#lib/db/connect.ts";
import { countLoad } from "#lib/db/statement-load.ts";

const db = connect(process.env.DATABASE_URL ?? "", { poolSize: 2, prepare: true });
afterAll(() => db.$client.end({ timeout: 5 }));

const getCode = (work: Promise<unknown>) =>
  work.then(
    () => "none",
    (error) => error.cause?.code ?? error.code,
  );

test("statements and transactions are in flight until they are over, those inside one not by themselves", async () => {
  const single = db.execute(sql`select pg_sleep(0.05)`).then((rows) => rows.length);
  expect(db.load.inFlight).toBe(1);
  const seen = await db.transaction(async (tx) => {
    await tx.execute(sql`select 1`);
    await tx.transaction((inner) => inner.execute(sql`select 2`));
    return db.load.inFlight;
  });
  expect([seen, await single, db.load.inFlight]).toEqual([expect.any(Number), 1, 0]);
  expect(seen).toBeLessThanOrEqual(2);
});

test("more than the pool has connections for are in flight all the same", async () => {
  const many = Array.from({ length: 7 }, () => db.execute(sql`select pg_sleep(0.01)`).then());
  expect(db.load.inFlight).toBe(7);
  await Promise.all(many);
  expect(db.load.inFlight).toBe(0);
});

test("what fails, rolls back or is cancelled is in flight no longer", async () => {
  expect(await getCode(db.execute(sql`select 1 / 0`).then())).toBe("22012");
  expect(db.load.inFlight).toBe(0);

  const failing = db.transaction(async (tx) => {
    await tx.execute(sql`select 1`);
    throw new Error("changed my mind");
  });
  await expect(failing).rejects.toThrow("changed my mind");
  expect(await getCode(db.transaction((tx) => tx.execute(sql`select nothing`).then()))).toBe(
    "42703",
  );
  expect(db.load.inFlight).toBe(0);

  const pid = Promise.withResolvers<number>();
  const cancelled = db.transaction(async (tx) => {
    const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    pid.resolve(row?.pid ?? 0);
    await tx.execute(sql`select pg_sleep(10)`);
  });
  const code = getCode(cancelled);
  const cancel = sql`
    select pg_cancel_backend(pid) from pg_stat_activity
    where pid = ${await pid.promise}::int and query like '%pg_sleep%' and state = 'active'`;
  while ((await db.execute(cancel)).length === 0) await sleep(5);
  expect([await code, db.load.inFlight]).toEqual(["57014", 0]);
});

test("the driver's own cancel and rows as arrays work through what counts", async () => {
  const { counted, load } = countLoad(db.$client);
  const query = counted.unsafe("select pg_sleep(10)");
  const code = getCode(query);
  expect(load.inFlight).toBe(1);
  await sleep(50);
  query.cancel();
  expect([await code, load.inFlight]).toEqual(["57014", 0]);
  expect([...(await counted.unsafe("select 1 as a, 2 as b").values())]).toEqual([[1, 2]]);
});

test("a query of Drizzle reads its rows by columns as before, in a transaction and outside", async () => {
  const query = sql`select 'a' as letter, now() as moment`;
  const [outside] = await db.execute(query);
  const [inside] = await db.transaction((tx) => tx.execute(query));
  expect(outside).toEqual({ letter: "a", moment: expect.any(String) });
  expect(inside).toEqual(outside && { ...outside, moment: expect.any(String) });
  expect(await db.query.merchants.findMany({ limit: 1 })).toEqual([]);
});
