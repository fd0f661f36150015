import { setImmediate as turn } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { config } from "#keysmith.config.ts";
import { generateFullKey, hashFullKey } from "#lib/api-keys/token.ts";
import type { KeyLookup } from "#lib/api-keys/verify/find-key.ts";
import { deriveSecrets, readEnv } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { secretNames } from "#lib/secret-list.ts";
import { SlowDatabase } from "#lib/testing/database/slow-database.ts";
import { createKeyRecord } from "#lib/testing/records/key-record.ts";
import { KeyCache } from "#lib/verifier/key-cache.ts";
import { KeyStore } from "#lib/verifier/key-store.ts";
import type { Change } from "#lib/verifier/protocol.ts";

log.level = "silent";

const keyCount = 2;
const secrets = deriveSecrets(
  readEnv(Object.fromEntries(secretNames.map((n) => [n, "x".repeat(32)]))),
);
const fullKeys = Array.from({ length: keyCount }, () => generateFullKey(config.keyPrefix, "live"));
const hashes = fullKeys.map((fullKey) => hashFullKey(secrets.keyHash, fullKey));

function open(staleIfDownMs = 0) {
  const database = new SlowDatabase((hash) => hashes.findIndex((each) => each.equals(hash)));
  const feed = {
    isGood: true,
    lostAt: 0,
    server: "1",
    isTrusted: () => feed.isGood,
    distrustedForMs: () => (feed.isGood ? 0 : performance.now() - feed.lostAt),
  };
  const { db } = database;
  const store = new KeyStore(2 ** 20);
  const cache = new KeyCache({ db, store, feed, staleIfDownMs });
  const find = async (key: number) => cache.get({ db, config, secrets }, fullKeys[key] ?? "");
  return { database, store, feed, cache, find };
}

/** The version of a key is the generation of its record; 0 if it does not exist. */
const getVersion = (found: KeyLookup) => (typeof found === "string" ? 0 : found.generation);

/** Lets the cache send its statements and process the results. */
const settle = async () => {
  for (let i = 0; i < 3; i++) await turn();
};

const key = fc.nat({ max: keyCount - 1 });
const place = fc.nat({ max: 3 });
const command = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("find" as const), key }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("change" as const), key }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("hear" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("read" as const), place }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("answer" as const), place }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom("distrust" as const, "trust" as const, "begin" as const),
    }),
  },
);

/**
 * The oldest state that a look-up may return: while trusted all changes received, since a change is
 * acknowledged only then; otherwise all changes committed.
 */
test("however things come together, no answer is older than what had been answered", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { maxLength: 60, size: "max" }), async (commands) => {
      const { database, feed, cache, find } = open();
      const committed = [1, 1];
      const heard = [1, 1];
      const unheard: number[] = [];
      const answers: Promise<{ oldest: number; told: number }>[] = [];
      const store = (i: number) =>
        database.keys.set(i, createKeyRecord({ keyId: `key ${i}`, generation: committed[i] }));
      for (let i = 0; i < keyCount; i++) store(i);
      const hear = () => {
        const changed = unheard.shift();
        if (changed === undefined) return;
        heard[changed] = (heard[changed] ?? 0) + 1;
        cache.forget({ kind: "key", id: `key ${changed}` } satisfies Change);
      };
      const hearAll = () => {
        while (unheard.length > 0) hear();
      };
      for (const each of commands) {
        if (each.do === "find") {
          const oldest = (feed.isGood ? heard : committed)[each.key] ?? 0;
          answers.push(find(each.key).then((found) => ({ oldest, told: getVersion(found) })));
        } else if (each.do === "change") {
          committed[each.key] = (committed[each.key] ?? 0) + 1;
          store(each.key);
          unheard.push(each.key);
        } else if (each.do === "hear") hear();
        else if (each.do === "read") database.read(each.place);
        else if (each.do === "answer") database.answer(each.place);
        else if (each.do === "distrust") feed.isGood = false;
        else if (each.do === "begin") {
          // A new connection: nobody receives earlier notifications.
          feed.isGood = false;
          cache.forgetAll();
          for (const changed of unheard.splice(0)) heard[changed] = (heard[changed] ?? 0) + 1;
        } else if (!feed.isGood) {
          // All commits before the heartbeat are received before it.
          hearAll();
          feed.isGood = true;
        }
        await settle();
      }
      while (database.inFlight > 0) {
        database.answer(0);
        await settle();
      }
      for (const { oldest, told } of await Promise.all(answers)) {
        expect(told).toBeGreaterThanOrEqual(oldest);
      }
    }),
    { numRuns: 500 },
  );
});

test("a miss looks up once, a hit is synchronous, and a malformed key is refused by itself", async () => {
  const { database, store, cache, find } = open();
  database.keys.set(0, createKeyRecord());
  const get = vi.spyOn(store, "get");
  const first = find(0);
  await settle();
  database.answer(0);
  await first;
  expect(get).toHaveBeenCalledTimes(1);
  const ctx = { db: database.db, config, secrets };
  expect(cache.get(ctx, fullKeys[0] ?? "")).toEqual(createKeyRecord());
  expect(cache.get(ctx, `${fullKeys[1]}x`)).toBe("malformed");
  expect(cache.stats).toMatchObject({ hit: 1, miss: 1 });
  expect(database.asked).toEqual([[0]]);
});

describe("one statement", () => {
  test("answers all who ask for a key at once", async () => {
    const { database, find } = open();
    database.keys.set(0, createKeyRecord());
    const first = Array.from({ length: 100 }, () => find(0));
    await settle();
    const second = Array.from({ length: 100 }, () => find(0));
    await settle();
    database.answer(0);
    const found = await Promise.all([...first, ...second]);
    expect(found).toEqual(found.map(() => createKeyRecord()));
    expect(database.asked).toEqual([[0]]);
    await find(0);
    expect(database.asked).toHaveLength(1);
  });

  test("asks for many keys, and for those that come meanwhile the next one does", async () => {
    const { database, find } = open();
    const some = [find(0), find(1)];
    await settle();
    database.answer(0);
    expect(await Promise.all(some)).toEqual(["not_found", "not_found"]);
    expect(database.asked).toEqual([[0, 1]]);
  });

  test("in distrust is asked for everyone who comes after it was sent", async () => {
    const { database, feed, find } = open();
    feed.isGood = false;
    const first = [find(0), find(0)];
    await settle();
    const second = find(0);
    await settle();
    expect(database.asked).toEqual([[0], [0]]);
    for (let i = 0; i < 2; i++) database.answer(0);
    await Promise.all([...first, second]);
  });
});

test("what another server than the feed's has answered is told and not remembered", async () => {
  const { database, find } = open();
  const ask = async () => {
    const found = find(0);
    await settle();
    if (database.inFlight > 0) database.answer(0);
    return found;
  };
  database.server = "2";
  expect(await ask()).toBe("not_found");
  database.keys.set(0, createKeyRecord());
  expect(getVersion(await ask())).toBe(1);
  database.keys.set(0, createKeyRecord({ generation: 2 }));
  expect(getVersion(await ask())).toBe(2);
  database.server = "1";
  expect([getVersion(await ask()), getVersion(await ask())]).toEqual([2, 2]);
  expect(database.asked).toHaveLength(4);
});

describe("while the database is away", () => {
  const outage = Object.assign(new Error("away"), { code: "ECONNREFUSED" });

  /** Looks a key up after the feed was just lost, while the database fails at once. */
  async function findWhileAway({ database, feed, find }: ReturnType<typeof open>, i = 0) {
    if (feed.isGood) feed.lostAt = performance.now();
    feed.isGood = false;
    const found = find(i).catch((error) => error.code);
    for (let n = 0; n < 3; n++) {
      await settle();
      database.fail(outage);
    }
    return found;
  }

  test("a key that is due to be looked up again is told all the same while a lease runs", async () => {
    const opened = open();
    const { database, find } = opened;
    database.keys.set(0, createKeyRecord());
    const known = find(0);
    await settle();
    database.answer(0);
    await known;
    const now = performance.now.bind(performance);
    const later = vi.spyOn(performance, "now").mockImplementation(() => now() + 10 * 60_000);
    onTestFinished(() => later.mockRestore());
    const found = find(0);
    await settle();
    database.fail(outage);
    expect(await found).toMatchObject({ keyId: "key_1" });
    expect(await findWhileAway(opened)).toBe("ECONNREFUSED");
  });

  test("nothing is told, unless the operator lets it", async () => {
    for (const [staleIfDownMs, expected] of [
      [0, "ECONNREFUSED"],
      [5000, expect.objectContaining({ keyId: "key_1" })],
    ] as const) {
      const opened = open(staleIfDownMs);
      opened.database.keys.set(0, createKeyRecord());
      const known = opened.find(0);
      await settle();
      opened.database.answer(0);
      await known;
      expect(await findWhileAway(opened)).toEqual(expected);
      opened.feed.lostAt -= 5000;
      expect(await findWhileAway(opened)).toBe("ECONNREFUSED");
    }
  });

  test.each([
    [
      "was revoked",
      createKeyRecord({ isRevoked: true }),
      expect.objectContaining({ isRevoked: true }),
    ],
    ["is gone", undefined, "ECONNREFUSED"],
  ])(
    "a key is not good again of which the database last said that it %s",
    async (_, last, told) => {
      const opened = open(5000);
      const { database, feed, find } = opened;
      database.keys.set(0, createKeyRecord());
      for (const record of [createKeyRecord(), last]) {
        if (record) database.keys.set(0, record);
        else database.keys.delete(0);
        const known = find(0);
        await settle();
        database.answer(0);
        expect(await known).toEqual(record ?? "not_found");
        feed.isGood = false;
        feed.lostAt = performance.now();
      }
      expect(await findWhileAway(opened)).toEqual(told);
    },
  );
});
