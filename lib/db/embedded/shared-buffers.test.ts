import { expect, test } from "vitest";
import { sharedBuffersMegabytes } from "#lib/db/embedded/shared-buffers.ts";

const gigabyte = 2 ** 30;

test.each([
  [gigabyte / 2, 128],
  [gigabyte, 128],
  [3 * gigabyte, 384],
  [8 * gigabyte, 1024],
  [256 * gigabyte, 1024],
])("of %d bytes PostgreSQL gets %d MB", (memory, megabytes) => {
  expect(sharedBuffersMegabytes(memory)).toBe(megabytes);
});
