import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import { afterAll, expect, test, vi } from "vitest";
import { secretChecks } from "#drizzle/schema.ts";
import { getServer } from "#lib/runtime/server.ts";
import { formatSecretList, secretNames } from "#lib/secret-list.ts";
import { listSecretVersions } from "#lib/secrets/list-versions.ts";
import { retireSecret } from "#lib/secrets/retire.ts";
import { startSession } from "#lib/sessions/sessions.ts";
import { addTotp } from "#lib/testing/identity/totp.ts";
import { type ExchangeOptions, exchange } from "#lib/testing/network/exchange.ts";
import { startProduct } from "#lib/testing/product/product.ts";
import { startVerifierProcess, type TestVerifier } from "#lib/testing/product/verifier.ts";
import {
  mintApplication,
  mintMerchant,
  portalHeaders,
  testPassword,
} from "#lib/testing/records/merchants.ts";
import { createStages, type Stage } from "#lib/testing/records/secret-stages.ts";
import { getServiceToken } from "#lib/testing/records/service-token.ts";

const settleMs = 4000;
/** For requests under way, once an instance gets no more of them. */
const leavingMs = 1500;
const pauseMs = 10;
/** So many that none reaches its limit of active keys, and each has a second page. */
const applicationCount = 10;
const firstKeys = 60;
const sweepMs = 150_000;

interface Api {
  url: string;
  stop(): Promise<unknown>;
}

// Before the server of this process reads it: it is the issuer of the token.
process.env.KEYSMITH_URL = "http://keys.test";
const { getLists } = createStages();
const dataDir = await mkdtemp(join(tmpdir(), "keysmith-secrets-"));
afterAll(() => rm(dataDir, { recursive: true }));

function environment(stage: Stage): Record<string, string> {
  const lists = getLists(stage);
  return {
    ...Object.fromEntries(secretNames.map((name) => [name, formatSecretList(lists[name])])),
    DATABASE_URL: process.env.DATABASE_URL ?? "",
    KEYSMITH_URL: "http://keys.test",
    KEYSMITH_DATA_DIR: dataDir,
    RATE_LIMIT_FACTOR: "1000",
    LOG_LEVEL: "warn",
    npm_lifecycle_event: "",
  };
}

async function startApi(stage: Stage): Promise<Api> {
  const product = startProduct(environment(stage), undefined, "api");
  const stop = async () => {
    product.kill("SIGTERM");
    expect(await product.ended, product.output()).toBe(0);
  };
  return { url: await product.ready, stop };
}

async function startVerifier(stage: Stage): Promise<TestVerifier> {
  const verifier = await startVerifierProcess(environment(stage));
  await verifier.untilTrusted();
  return verifier;
}

test("all three secrets are rotated under traffic, with old and new instances side by side, and no request fails", async () => {
  const { db } = getServer();
  const owner = await mintMerchant();
  const { ctx, email, token } = owner;
  const paths: string[] = [];
  for (let i = 0; i < applicationCount; i++) {
    paths.push(`/applications/${(await mintApplication(ctx)).id}/api-keys`);
  }
  const { recoveryCodes } = await addTotp(owner);
  const serviceToken = await getServiceToken();
  const openSession = async () => {
    const { merchantId, caller } = ctx;
    const { claim } = await startSession(ctx, "portal", { merchantId, userId: caller.userId });
    return claim.sessionId;
  };
  let portal = await portalHeaders(await openSession());

  const apis: Api[] = [await startApi("before"), await startApi("before")];
  const verifiers = [await startVerifier("before"), await startVerifier("before")];
  const fullKeys: string[] = [];
  const failures: unknown[] = [];
  const counts: Record<string, number> = {};
  let isOver = false;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;
  const api = (route: string, options: ExchangeOptions) =>
    exchange(`${pick(apis).url}/api/v1${route}`, options);

  async function expectResponse(
    name: string,
    wanted: number,
    request: Promise<{ status: number; body: unknown }>,
  ) {
    const response = await request.catch((error) => ({ status: 0, body: String(error) }));
    counts[name] = (counts[name] ?? 0) + 1;
    if (response.status !== wanted) failures.push({ name, ...response });
    // biome-ignore lint/suspicious/noExplicitAny: each kind of traffic knows its response
    return response.body as any;
  }

  async function create(): Promise<void> {
    const headers = { Authorization: `Bearer ${token}`, "Idempotency-Key": randomUUID() };
    const options = { body: { description: "Drill" }, headers };
    const path = pick(paths);
    const [first, repeated] = await Promise.all([
      expectResponse("create", 201, api(path, options)),
      expectResponse("create", 201, api(path, options)),
    ]);
    const later = await expectResponse("create", 201, api(path, options));
    if (new Set([first.id, repeated.id, later.id]).size > 1) failures.push("a second key");
    fullKeys.push(first.fullKey);
  }

  async function verify(): Promise<void> {
    const key = pick(fullKeys);
    const response = expectResponse("verifier", 200, pick(verifiers).verify(key));
    const other = expectResponse(
      "verify on an API",
      200,
      api("/api-keys/verify", { token: serviceToken, body: { key } }),
    );
    for (const { valid, code } of [await response, await other]) {
      if (!valid) failures.push({ code });
    }
  }

  async function list(): Promise<void> {
    const [path] = paths;
    const page = await expectResponse("list", 200, api(`${path}?limit=1`, { headers: portal }));
    await expectResponse(
      "cursor",
      200,
      api(`${path}?limit=1&cursor=${page.nextCursor}`, { headers: portal }),
    );
  }

  const signIn = () =>
    expectResponse(
      "sign-in",
      200,
      api("/auth/token", {
        body: { email, password: testPassword, otp: recoveryCodes.shift() },
      }),
    );

  const lane = async (work: () => Promise<unknown>) => {
    while (!isOver) {
      await work();
      await sleep(pauseMs);
    }
  };
  for (let i = 0; i < firstKeys; i++) await create();
  const slowly = async () => {
    await create();
    await sleep(500);
  };
  const traffic = Promise.all([lane(verify), lane(verify), lane(list), lane(slowly)]);

  /** Replaces one API and one verifier, lets old and new run together, then the others. */
  async function moveTo(stage: Stage): Promise<void> {
    for (const _half of [1, 2]) {
      apis.push(await startApi(stage));
      verifiers.push(await startVerifier(stage));
      const leaving = [apis.shift(), verifiers.shift()];
      await sleep(settleMs);
      await signIn();
      for (const instance of leaving) await instance?.stop();
    }
    console.log(`${stage}: ${JSON.stringify(counts)}, ${failures.length} failures`);
    expect(failures.slice(0, 3), JSON.stringify(failures.slice(0, 3))).toEqual([]);
  }

  try {
    await sleep(leavingMs);
    await moveTo("added");
    await moveTo("promoted");

    // Whoever signed in before the promotion is signed out by the end of the rotation.
    const secret = getLists("promoted").KEYSMITH_SESSION_SECRET[0].text;
    const cookie = await encode({ token: { sid: await openSession() }, secret });
    portal = { ...portal, cookie: `keysmith.session=${cookie}` };
    await sleep(settleMs);
    await vi.waitUntil(
      async () => {
        for (const fullKey of fullKeys) await verifiers[0]?.verify(fullKey);
        // As if the longest time of what only browsers and clients hold had passed.
        await db
          .update(secretChecks)
          .set({ madeAt: sql`now() - interval '25 h'` })
          .where(sql`${secretChecks.name} not like '% v%'`);
        const versions = await listSecretVersions(ctx, getLists("promoted"));
        const first = versions.filter(({ version }) => version === 1);
        const needs = first.flatMap(({ dependents }) => dependents.map(({ what }) => what));
        return needs.length === 0;
      },
      { timeout: sweepMs, interval: 2000 },
    );
    for (const name of secretNames) {
      const retirement = { name, version: 1, isForced: false };
      expect(await retireSecret(ctx, retirement, getLists("promoted"))).toEqual([]);
    }
    await moveTo("retired");
    for (const key of fullKeys) {
      const [verifier] = verifiers;
      expect((await verifier?.verify(key))?.body).toMatchObject({ valid: true });
    }
  } finally {
    isOver = true;
    await traffic;
    for (const instance of [...apis, ...verifiers]) await instance.stop();
  }
  console.log(`${fullKeys.length} keys, ${JSON.stringify(counts)}`);
  expect(failures).toEqual([]);
});
