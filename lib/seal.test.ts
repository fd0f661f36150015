import fc from "fast-check";
import { expect, test } from "vitest";
import { getSealVersion, seal, unseal } from "#lib/seal.ts";
import { createRing } from "#lib/testing/records/rings.ts";

const version = fc.constantFrom(1, 2, 255, 9999);

test("what is sealed opens with the same key and use alone", () => {
  fc.assert(
    fc.property(version, fc.uint8Array(), (number, bytes) => {
      const ring = createRing(number);
      const sealed = seal(ring, "use", Buffer.from(bytes));
      expect(unseal(ring, "use", sealed)).toEqual(Buffer.from(bytes));
      expect(() => unseal(ring, "other use", sealed)).toThrow();
      const [first] = createRing(7);
      expect(() => unseal([{ ...first, version: number }], "use", sealed)).toThrow();
    }),
  );
});

test("every version in a ring opens what it sealed, whichever is first", () => {
  for (const number of [1, 2, 3]) {
    const sealed = seal(createRing(number), "use", Buffer.from("secret"));
    expect(getSealVersion(sealed)).toBe(number);
    for (const ring of [createRing(1, 2, 3), createRing(3, 2, 1)]) {
      expect(unseal(ring, "use", sealed).toString()).toBe("secret");
    }
  }
});

test("what an unknown version sealed is refused by its number", () => {
  const sealed = seal(createRing(3), "use", Buffer.from("secret"));
  expect(() => unseal(createRing(2, 1), "use", sealed)).toThrow("version v3");
  const first = seal(createRing(1), "use", Buffer.from("secret"));
  expect(() => unseal(createRing(2), "use", first)).toThrow("version v1");
});

test("a changed bit is noticed", () => {
  for (const ring of [createRing(1), createRing(2)]) {
    const sealed = seal(ring, "use", Buffer.from("secret"));
    for (let i = 0; i < sealed.length; i++) {
      const changed = Buffer.from(sealed);
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect(() => unseal(ring, "use", changed)).toThrow();
    }
  }
});
