import { spawnSync } from "node:child_process";
import { expect, vi } from "vitest";
import { replaceFirst } from "#e2e/drills/outcome.ts";
import type { Load, Stage } from "#e2e/drills/stage.ts";
import { exchange } from "#lib/testing/exchange.ts";
import { openPortal } from "#lib/testing/merchants.ts";

const { status, stdout } = spawnSync("faketime", ["now", "printenv", "LD_PRELOAD"]);
export const hasFaketime = status === 0;

/** Replaces the portal and a verifier by ones whose clock is off; the database's must decide. */
export async function setClocks(stage: Stage, load: Load, offset: string): Promise<void> {
  const env = {
    LD_PRELOAD: String(stdout).trim(),
    FAKETIME: offset,
    FAKETIME_DONT_FAKE_MONOTONIC: "1",
    NO_FAKE_STAT: "1",
  };
  await replaceFirst(stage.portals, () => stage.startPortal(env));
  await replaceFirst(stage.verifiers, () => stage.startVerifier(env));

  const portal = stage.portals.at(-1);
  const session = await openPortal(load.merchant);
  const list = (credentials: Parameters<typeof exchange>[1]) =>
    exchange(`${portal?.url}/api/v1/applications`, credentials);
  const key = load.acknowledged.at(-1);
  const outcomes = [
    { left: "-1 hour", code: "expired", status: 401 },
    { left: "1 hour", code: undefined, status: 200 },
  ];
  for (const { left, code, status } of outcomes) {
    const expiry = `expires_at = now() + interval '${left}'`;
    await stage.ask(`update api_keys set ${expiry} where id = '${key?.id}'`);
    await stage.ask(`update sessions set ${expiry} where id = '${session.ctx.claim.sessionId}'`);
    expect((await list({ headers: session.headers })).status).toBe(status);
    for (const { verify } of stage.verifiers) {
      const isSo = async () => (await verify(key?.fullKey ?? "")).body.code === code;
      await vi.waitUntil(isSo, { timeout: 5000 });
    }
  }
  for (const started of [portal, stage.verifiers.at(-1)]) {
    expect(started?.output()).toContain("This machine's clock is");
  }
  // Access tokens go by the portal's clock, with 60 s of leeway.
  expect((await list({ token: load.merchant.token })).status).toBe(401);
}
