import { expect, test } from "vitest";
import { isStoredCode, resealCode, storeCode } from "#lib/second-factor/stored-code.ts";
import { createRing } from "#lib/testing/records/rings.ts";

const createSecrets = (first: number, ...others: number[]) => ({
  recoveryCode: createRing(first, ...others),
  sealing: createRing(first, ...others),
});

test("the same code of two people is stored as two", () => {
  const secrets = createSecrets(1);
  expect(storeCode(secrets, "usr_1", "a")).not.toEqual(storeCode(secrets, "usr_2", "a"));
});

test("a code outlives each version of the secret that is re-sealed in time", () => {
  const first = storeCode(createSecrets(1), "usr_1", "a");
  expect(isStoredCode(createSecrets(1, 2), "usr_1", first, "a")).toBe(true);
  const second = resealCode(createSecrets(2, 1), "usr_1", first);
  const third = resealCode(createSecrets(3, 2), "usr_1", second);
  for (const [secrets, stored] of [
    [createSecrets(1, 2), second],
    [createSecrets(2), second],
    [createSecrets(3), third],
    [createSecrets(2), storeCode(createSecrets(2, 1), "usr_1", "a")],
  ] as const) {
    expect(isStoredCode(secrets, "usr_1", stored, "a")).toBe(true);
    expect(isStoredCode(secrets, "usr_1", stored, "b")).toBe(false);
    expect(() => isStoredCode(secrets, "usr_2", stored, "a")).toThrow();
  }
  expect(() => isStoredCode(createSecrets(2), "usr_1", first, "a")).toThrow("v1");
});
