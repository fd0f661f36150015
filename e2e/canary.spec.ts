import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { createApplication, product, send, signUpMerchant } from "./support/client.ts";

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

test("a full key is found nowhere after its creation: data files, log, lists, build", async () => {
  const { token } = await signUpMerchant();
  const { id } = await createApplication(token);
  const { body } = await send("POST", `/api/v1/applications/${id}/api-keys`, {
    token,
    body: { description: "Canary" },
    headers: { "Idempotency-Key": "canary-1" },
  });
  const { fullKey, keyPrefix } = body as { fullKey: string; keyPrefix: string };
  const headers = { Authorization: `Bearer ${fullKey}` };
  expect((await send("GET", "/api/v1/whoami", { headers })).status).toBe(200);
  expect(
    (await send("GET", "/api/v1/whoami", { headers: { "X-API-Key": `${fullKey}x` } })).status,
  ).toBe(401);

  const reported = await send("POST", "/api/v1/api-keys/report-leak", {
    body: { keys: [fullKey] },
  });
  expect(reported.status).toBe(200);
  expect((await send("GET", "/api/v1/whoami", { headers })).status).toBe(401);

  const secretPart = fullKey.slice(12);
  let seenPrefix = false;
  let searchedBytes = 0;
  const places = [
    product.logPath,
    ...(await filesBelow(product.dataDir)),
    ...(await filesBelow(".next")),
  ];
  for (const path of places) {
    // Files of a running database come and go.
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    searchedBytes += bytes.length;
    seenPrefix ||= bytes.includes(keyPrefix);
    expect(bytes.includes(secretPart), path).toBe(false);
  }
  expect(seenPrefix, "the search reaches the row that the key left").toBe(true);
  expect(searchedBytes).toBeGreaterThan(10_000_000);

  const lists = [
    await send("GET", `/api/v1/applications/${id}/api-keys`, { token }),
    await send("GET", "/api/v1/applications", { token }),
  ];
  for (const { body } of lists) expect(JSON.stringify(body)).not.toContain(secretPart);
});
