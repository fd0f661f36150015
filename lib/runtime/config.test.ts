import { expect, test, vi } from "vitest";
import { config } from "#keysmith.config.ts";
import { resetProcessWide } from "#lib/process-wide.ts";
import { getConfig } from "#lib/runtime/config.ts";

function read(fields: string) {
  resetProcessWide("config");
  vi.stubEnv("KEYSMITH_CONFIG", fields);
  return getConfig();
}

test("fields of KEYSMITH_CONFIG replace those of keysmith.config.ts", () => {
  expect(read("")).toEqual(config);
  expect(read('{"productName": "Acme Keys", "scopes": {}}')).toEqual({
    ...config,
    productName: "Acme Keys",
    scopes: {},
  });
});

test.each([
  ["productName", '{"productName": ""}'],
  ["Unrecognized key", '{"product": "Acme"}'],
  ["must be a JSON object", "[]"],
  ["must be a JSON object", "{"],
])("a wrong KEYSMITH_CONFIG is refused: %s", (problem, fields) => {
  expect(() => read(fields)).toThrow(/^KEYSMITH_CONFIG /);
  expect(() => read(fields)).toThrow(problem);
});
