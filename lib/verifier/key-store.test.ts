import { randomBytes } from "node:crypto";
import { setImmediate as turn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { KeyRecord } from "#lib/api-keys/verify/find-key.ts";
import { createKeyRecord } from "#lib/testing/records/key-record.ts";
import { KeyStore } from "#lib/verifier/key-store.ts";

setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc") as () => void;

/** Returns the heap size after garbage collection. */
async function measureHeap(): Promise<number> {
  for (let i = 0; i < 4; i++) {
    await turn();
    gc();
  }
  return process.memoryUsage().heapUsed;
}

const mebibyte = 1024 * 1024;

test("whatever is put in and forgotten, it is found until then, and no byte over the bound is held", () => {
  const index = fc.nat({ max: 5 });
  const command = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant("put" as const), index, texts: fc.nat(60) }),
    },
    fc.record({ do: fc.constantFrom("unknown" as const, "first-use" as const), index }),
    fc.record({
      do: fc.constantFrom("key" as const, "application" as const, "merchant" as const),
      index,
    }),
    fc.record({ do: fc.constant("clear" as const), index }),
  );
  const getName = (i: number) => `name ${i}`;
  // Two secrets per key, two keys per application, one application per merchant.
  const getOwner = (i: number) => ({
    keyId: `key ${i >> 1}`,
    applicationId: `app ${i >> 2}`,
    merchantId: `mer ${i >> 2}`,
  });
  fc.assert(
    fc.property(
      fc.array(command, { maxLength: 60, size: "max" }),
      fc.boolean(),
      (commands, isSmall) => {
        const maxBytes = isSmall ? 8000 : mebibyte;
        const store = new KeyStore(maxBytes);
        const model = new Map<string, KeyRecord>();
        for (const each of commands) {
          const name = getName(each.index);
          const owner = getOwner(each.index);
          if (each.do === "put") {
            const record = createKeyRecord({
              ...owner,
              scopes: Array(each.texts).fill("payments:read"),
            });
            store.put(name, record, performance.now());
            model.set(name, record);
          } else if (each.do === "unknown" || each.do === "first-use") {
            const record =
              each.do === "unknown" ? undefined : createKeyRecord({ ...owner, isFirstUse: true });
            store.put(name, record, performance.now());
            model.delete(name);
          } else if (each.do === "clear") {
            store.clear();
            model.clear();
          } else {
            const field = `${each.do}Id` as const;
            store.forget({ kind: each.do, id: owner[field] });
            for (const [key, record] of model)
              if (record[field] === owner[field]) model.delete(key);
          }
          for (const i of [0, 1, 2, 3, 4, 5]) {
            const found = store.get(getName(i))?.record;
            const known = model.get(getName(i));
            // Without room an entry may be gone, but never be different.
            if (isSmall && found === undefined) model.delete(getName(i));
            else expect(found).toBe(known);
          }
          expect(store.bytes).toBeLessThanOrEqual(maxBytes);
        }
      },
    ),
  );
});

test("a store without room holds nothing", () => {
  const store = new KeyStore(0);
  store.put("name", createKeyRecord(), performance.now());
  expect([store.get("name"), store.bytes]).toEqual([undefined, 0]);
});

/** Copies the texts and objects, as if the driver had read them again. */
function readAgain(record: KeyRecord): KeyRecord {
  const id = (prefix: string) => `${prefix}_${randomBytes(15).toString("base64url")}`;
  const read: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(JSON.parse(JSON.stringify(record))))
    read[name] = value;
  return {
    ...read,
    merchantId: id("mer"),
    applicationId: id("app"),
    keyId: id("key"),
  } as KeyRecord;
}

const texts = (count: number, text: string) => Array.from({ length: count }, (_, i) => text + i);

test.each<[string, KeyRecord | undefined]>([
  ["plain keys", createKeyRecord()],
  [
    "keys that expire",
    createKeyRecord({ expiresAt: "2027-01-31 00:00:00+00", secondsLeft: 1234.5 }),
  ],
  ["keys of a rate limit", createKeyRecord({ rateLimit: { limit: 100, windowSeconds: 60 } })],
  ["keys of some scopes", createKeyRecord({ scopes: texts(8, "payments:read") })],
  [
    "keys with all they may have",
    createKeyRecord({
      scopes: texts(100, "p".repeat(60)),
      ipAllowlist: texts(50, "2001:db8::192.0.2."),
    }),
  ],
  [
    "keys with metadata",
    createKeyRecord({ attributes: { metadata: { a: "a".repeat(500), b: "b".repeat(500) } } }),
  ],
  [
    "keys with metadata of other letters",
    createKeyRecord({ attributes: { externalId: "till", metadata: { a: "鍵".repeat(500) } } }),
  ],
  ["unknown keys", undefined],
])("the memory that %s really take is within what is counted", async (_, record) => {
  const store = new KeyStore(16 * mebibyte);
  const before = await measureHeap();
  const putNext = () =>
    store.put(randomBytes(32).toString("latin1"), record && readAgain(record), performance.now());
  let entries = -1;
  while (store.entries > entries) {
    entries = store.entries;
    putNext();
  }
  // The store is full, and each entry has been replaced.
  for (let i = 0; i < entries; i++) putNext();
  const grown = (await measureHeap()) - before;
  expect(grown).toBeLessThan(store.bytes);
  expect(grown).toBeGreaterThan(store.bytes / 2);
});
