import { createSecretKey } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { seal, unseal } from "#lib/seal.ts";

const key = createSecretKey(Buffer.alloc(32, 7));

test("what is sealed opens with the same key and use alone", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const sealed = seal(key, "use", Buffer.from(bytes));
      expect(unseal(key, "use", sealed)).toEqual(Buffer.from(bytes));
      expect(() => unseal(key, "other use", sealed)).toThrow();
      expect(() => unseal(createSecretKey(Buffer.alloc(32, 8)), "use", sealed)).toThrow();
    }),
  );
});

test("a changed bit is noticed", () => {
  const sealed = seal(key, "use", Buffer.from("secret"));
  for (let i = 0; i < sealed.length; i++) {
    const changed = Buffer.from(sealed);
    changed[i] = (changed[i] ?? 0) ^ 1;
    expect(() => unseal(key, "use", changed)).toThrow();
  }
});
