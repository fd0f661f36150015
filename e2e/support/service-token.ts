import { expect } from "@playwright/test";
import { product, runOperator, send } from "./client.ts";

/**
 * Creates a service token and waits until the product knows it: it looks for new ones once a
 * second.
 */
export async function createServiceToken(name: string): Promise<{ id: string; token: string }> {
  const service = await runOperator(["service-token", "create", name]);
  const { token } = service;
  const body = { key: "x" };
  for (const [address, path] of [
    [product.url, "/api/v1/api-keys/verify"],
    [product.verifierUrl, "/v1/verify"],
  ] as const) {
    const ask = () => send("POST", path, { address, token, body });
    await expect.poll(async () => (await ask()).status).toBe(200);
  }
  return service;
}
