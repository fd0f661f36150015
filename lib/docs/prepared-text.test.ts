import { expect, test, vi } from "vitest";
import { readPrepared } from "#lib/docs/prepared-text.ts";
import { textResponse } from "#lib/http/text-response.ts";

const one = "https://one.example";
const two = "https://two.example";

test("a text is made once for readers of every address, and names theirs", async () => {
  const make = vi.fn((origin: string) => `curl ${origin}/a ${origin}/b`);
  expect((await readPrepared("once", one, make)).text).toBe(`curl ${one}/a ${one}/b`);
  expect((await readPrepared("once", two, make)).text).toBe(`curl ${two}/a ${two}/b`);
  expect(make).toHaveBeenCalledTimes(1);
});

test("its tag is the same for the same text alone", async () => {
  const getTag = async (name: string, url: string, text: string) =>
    (await readPrepared(name, url, (origin) => text + origin)).etag;
  const first = await getTag("a", one, "text");
  expect(first).toMatch(/^"[\w-]{22}"$/);
  expect(await getTag("b", one, "text")).toBe(first);
  expect(await getTag("a", two, "text")).not.toBe(first);
  expect(await getTag("c", one, "another")).not.toBe(first);
});

test("nothing is kept of names that stand for no text", async () => {
  const make = vi.fn(async () => null);
  expect(await readPrepared("nothing", one, make)).toBeNull();
  expect(await readPrepared("nothing", one, make)).toBeNull();
  expect(make).toHaveBeenCalledTimes(2);
});

test.each([
  [undefined, 200],
  ['"other"', 200],
  ['"tag"', 304],
  ['W/"tag"', 304],
  ['"other", W/"tag"', 304],
  ["*", 304],
])("If-None-Match %s gets %i", async (header, status) => {
  const headers = new Headers(header === undefined ? {} : { "If-None-Match": header });
  const response = textResponse(headers, { text: "whole", etag: '"tag"' }, "text/plain");
  expect([response.status, await response.text()]).toEqual([status, status === 200 ? "whole" : ""]);
  expect(response.headers.get("etag")).toBe('"tag"');
  expect(response.headers.get("cache-control")).toBe("private, no-cache");
});
