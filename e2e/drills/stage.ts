import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, vi } from "vitest";
import { runShutdownHooks } from "#lib/lifecycle.ts";
import { resetProcessWide } from "#lib/process-wide.ts";
import { unhandledRejection } from "#lib/telemetry/watch-rejections.ts";
import { untilFinal } from "#lib/testing/api/effect.ts";
import {
  listHosts,
  type Replication,
  startReplication,
} from "#lib/testing/database/replication.ts";
import { type Exchange, type ExchangeOptions, exchange } from "#lib/testing/network/exchange.ts";
import { startTcpProxy, type TcpProxy } from "#lib/testing/network/tcp-proxy.ts";
import { type Product, startProduct } from "#lib/testing/product/product.ts";
import { startVerifierProcess, type TestVerifier } from "#lib/testing/product/verifier.ts";
import { selectHalves } from "#lib/testing/records/halves.ts";
import {
  mintApplication,
  mintMerchant,
  openPortal,
  type TestMember,
} from "#lib/testing/records/merchants.ts";

/** So many that none reaches its limit of active keys. */
const applicationCount = 50;
const creatingLanes = 3;
const checkingLanes = 2;
const pauseMs = 20;
const steadyMs = 2000;
const recoveryMs = 60_000;

export interface Figures {
  /** Keys whose creation was answered with 201. */
  acknowledged: number;
  /** How many of those the verifier knows afterwards. */
  found: number;
  /** Keys whose revocation was answered with 204. */
  revoked: number;
  /** How many of those were valid in a request that began after that. */
  revokedValid: number;
  /** The longest time without a create that succeeded. */
  outageSeconds: number;
  /** Requests of the load that were answered with 503 or cut off. */
  failed: number;
  /** Statuses of other failures, of which there must be none. */
  unexpected: number[];
  /** Keys without a secret or an audit row, and the reverse. */
  halves: readonly unknown[];
  /** Acknowledged keys whose creation is in the audit log. */
  auditRows: number;
}

interface StageOptions {
  /** Of the URL that portal and verifiers are given. */
  query?: string;
  /** Of portal and verifiers. */
  env?: Record<string, string>;
  /** Where the primary keeps its data. */
  primaryDir?: string;
  /** Where they find the database; by default the primary by a proxy, then the standby. */
  reach?(
    url: string,
  ): Promise<{ url: string; env?: Record<string, string>; stop(): Promise<void> }>;
}

export interface Stage {
  servers: Replication;
  /** Leads to the primary. */
  line: TcpProxy;
  /** The load goes to each of them. */
  portals: Portal[];
  verifiers: TestVerifier[];
  /** Starts one more, with settings of its own. */
  startPortal(env?: Record<string, string>): Promise<unknown>;
  startVerifier(env?: Record<string, string>): Promise<unknown>;
  /** Runs a statement on whichever server accepts writes. */
  ask(statement: string): Promise<readonly Record<string, unknown>[]>;
  /** Puts load on everything, has the fault come about under it, and counts what came of it. */
  drill(fault: (load: Load) => Promise<unknown>): Promise<Figures>;
  close(): Promise<void>;
}

type Portal = Product & { url: string };

interface Key {
  id: string;
  path: string;
  fullKey: string;
}

/** What the load has done so far. */
export interface Load {
  /** Whose keys they are. */
  merchant: TestMember;
  acknowledged: readonly Key[];
  revoked: readonly Key[];
  /** Statuses of the responses that were not what they should be; 0 for none. */
  failures: readonly number[];
}

/** A portal and two verifiers on a primary with a standby, all of them processes of their own. */
export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const { query = "", primaryDir, reach } = options;
  const servers = await startReplication(primaryDir);
  const line = await startTcpProxy(servers.primary.url);
  const reached = await reach?.(line.url);
  const url = reached?.url ?? listHosts([line.url, servers.standby.url], query);
  process.env.DATABASE_URL = servers.primary.url;
  process.env.KEYSMITH_URL = "http://keys.test";
  resetProcessWide("server");

  const commonEnv = {
    DATABASE_URL: url,
    ...reached?.env,
    LOG_LEVEL: "fatal",
    RATE_LIMIT_FACTOR: "1000",
    npm_lifecycle_event: "",
    ...options.env,
  };
  const output: string[] = [];
  const stage = {
    servers,
    line,
    portals: [] as Portal[],
    verifiers: [] as TestVerifier[],
    async startPortal(env?: Record<string, string>) {
      const portal = startProduct({ ...commonEnv, ...env });
      void portal.ended.then(() => output.push(portal.output()));
      stage.portals.push({ ...portal, url: await portal.ready });
    },
    async startVerifier(env?: Record<string, string>) {
      const verifier = await startVerifierProcess({ ...commonEnv, ...env });
      void verifier.ended.then(() => output.push(verifier.output()));
      stage.verifiers.push(verifier);
      await verifier.untilTrusted();
    },
    ask: async (statement: string) => {
      for (const { run } of [servers.primary, servers.standby]) {
        const [state] = await run("select pg_is_in_recovery() as standby").catch(() => []);
        if (state?.standby === false) return run(statement);
      }
      throw new Error("There is no primary.");
    },
    drill: (fault: (load: Load) => Promise<unknown>) => drill(stage, fault),
    async close() {
      for (const portal of stage.portals) portal.kill("SIGTERM");
      for (const portal of stage.portals) await portal.ended;
      for (const verifier of stage.verifiers) await verifier.stop().catch(() => undefined);
      await runShutdownHooks().catch(() => undefined);
      await reached?.stop();
      await line.close();
      await servers.stop();
      expect(output.join("\n")).not.toMatch(new RegExp(`${unhandledRejection}|uncaughtException`));
    },
  };

  await stage.startPortal();
  await stage.startVerifier();
  await stage.startVerifier();
  return stage;
}

async function drill(stage: Stage, fault: (load: Load) => Promise<unknown>): Promise<Figures> {
  // One per drill: over several, its authentication would get too old and its applications full.
  const merchant = await mintMerchant();
  const { headers } = await openPortal(merchant);
  const applications: string[] = [];
  for (let i = 0; i < applicationCount; i++) {
    applications.push((await mintApplication(merchant.ctx)).id);
  }
  const acknowledged: Key[] = [];
  const unrevoked: Key[] = [];
  const revoked: Key[] = [];
  const revokedValid = new Set<string>();
  const failures: number[] = [];
  let lastCreatedAt = performance.now();
  let outageMs = 0;
  let isOver = false;
  const pick = <T>(list: readonly T[]) => list[Math.floor(Math.random() * list.length)];

  /** The response, or null where it is not the one that is wanted. */
  async function expectStatus(wanted: number, request: Promise<Exchange>) {
    const response = await request.catch(() => null);
    if (response?.status === wanted) return response;
    failures.push(response?.status ?? 0);
    return null;
  }
  const api = async (path: string, options: ExchangeOptions) =>
    exchange(`${pick(stage.portals)?.url}/api/v1${path}`, {
      ...options,
      headers: { ...headers, "Idempotency-Key": randomUUID() },
    });
  const verify = async (verifier: TestVerifier, { fullKey }: Key) =>
    (await expectStatus(200, verifier.verify(fullKey)))?.body;

  async function createNext(): Promise<void> {
    const path = `/applications/${pick(applications)}/api-keys`;
    const created = await expectStatus(201, api(path, { body: { description: "Drill" } }));
    if (!created) return;
    const { id, fullKey } = created.body;
    const key = { id, fullKey, path: `${path}/${id}` };
    acknowledged.push(key);
    unrevoked.push(key);
    outageMs = Math.max(outageMs, performance.now() - lastCreatedAt);
    lastCreatedAt = performance.now();
  }

  /** Remembered by every verifier before it is revoked. */
  async function revokeNext(): Promise<void> {
    const key = unrevoked.shift();
    if (!key) return;
    for (const verifier of stage.verifiers) await verify(verifier, key);
    const startedAt = performance.now();
    const response = await expectStatus(204, api(key.path, { method: "DELETE" }));
    if (response) {
      await untilFinal(response.headers["effective-at"], performance.now() - startedAt);
      revoked.push(key);
      await check(key);
    } else unrevoked.push(key);
  }

  async function check(key: Key): Promise<void> {
    for (const verifier of stage.verifiers) {
      if ((await verify(verifier, key))?.valid === true) revokedValid.add(key.id);
    }
  }

  const lane = async (work: () => Promise<unknown>) => {
    while (!isOver) {
      await work();
      await sleep(pauseMs);
    }
  };
  const checkAny = async () => {
    const key = pick(revoked);
    if (key) await check(key);
  };
  const load = Promise.all([
    ...Array.from({ length: creatingLanes }, () => lane(createNext)),
    lane(revokeNext),
    ...Array.from({ length: checkingLanes }, () => lane(checkAny)),
  ]);
  try {
    await sleep(steadyMs);
    await fault({ merchant, acknowledged, revoked, failures });
    const after = acknowledged.length + 20;
    await vi.waitUntil(() => acknowledged.length >= after, { timeout: recoveryMs });
    for (const verifier of stage.verifiers) await verifier.untilTrusted();
    await sleep(steadyMs);
  } finally {
    isOver = true;
    await load;
  }

  let found = 0;
  for (const key of acknowledged) {
    const verifier = pick(stage.verifiers);
    const result = verifier && (await verify(verifier, key));
    if (result && result.code !== "not_found") found += 1;
  }
  for (const key of revoked) await check(key);
  const [row] = await stage.ask(`
    select count(distinct api_key_id)::int as count from audit_events
    where action = 'api_key.created' and api_key_id in (${listIds(acknowledged)})`);
  const isOutage = (status: number) => status === 503 || status === 0;
  return {
    acknowledged: acknowledged.length,
    found,
    revoked: revoked.length,
    revokedValid: revokedValid.size,
    outageSeconds: Math.round(outageMs / 100) / 10,
    failed: failures.filter(isOutage).length,
    unexpected: failures.filter((status) => !isOutage(status)),
    auditRows: Number(row?.count),
    halves: await stage.ask(selectHalves),
  };
}

/** A list of ids for SQL, which allows no empty one. */
export function listIds(keys: readonly { id: string }[]): string {
  return keys.length === 0 ? "''" : keys.map(({ id }) => `'${id}'`).join();
}
