import { expect } from "@playwright/test";
import { runOperator, send } from "./client.ts";

/** A service token that the running product knows already: it looks for new ones once a second. */
export async function createServiceToken(name: string): Promise<{ id: string; token: string }> {
  const service = await runOperator(["service-token", "create", name]);
  const { token } = service;
  const ask = () => send("POST", "/api/v1/api-keys/verify", { token, body: { key: "x" } });
  await expect.poll(async () => (await ask()).status).toBe(200);
  return service;
}
