import { expect, test } from "@playwright/test";
import { fuzz } from "./fuzz/run.ts";
import { product } from "./support/client.ts";

test("no generated request is answered 5xx, left waiting, or answered outside the envelope", async () => {
  const { sent, faults, statuses } = await fuzz({ url: product.url, requests: 750, seed: 12 });
  expect(faults).toEqual([]);
  expect(sent).toBe(750);
  // Some get through, so that more than the first check was tried.
  expect(statuses[200]).toBeGreaterThan(20);
  expect(statuses[404]).toBeGreaterThan(20);
});
