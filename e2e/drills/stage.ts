import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, vi } from "vitest";
import { createContext } from "#lib/db/client.ts";
import { findFreePort } from "#lib/db/embedded/server.ts";
import { newId } from "#lib/ids.ts";
import { runShutdownHooks } from "#lib/lifecycle.ts";
import { createServiceToken } from "#lib/service-tokens/create.ts";
import { unhandledRejection } from "#lib/telemetry/watch-rejections.ts";
import { exchange } from "#lib/testing/exchange.ts";
import { mintApplication, mintMerchant } from "#lib/testing/merchants.ts";
import { type Product, startProduct } from "#lib/testing/product.ts";
import { listHosts, type Replication, startReplication } from "#lib/testing/replication.ts";
import { startTcpProxy, type TcpProxy } from "#lib/testing/tcp-proxy.ts";
import { startVerifierProcess, type TestVerifier } from "#lib/testing/verifier.ts";

/** So many that none reaches its limit of active keys. */
const applicationCount = 20;
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
  /** Acknowledged keys whose creation is in the audit log. */
  auditRows: number;
}

interface StageOptions {
  /** Of the URL that portal and verifiers are given. */
  query?: string;
  /** Where they find the database; by default the primary by a proxy, then the standby. */
  reach?(
    url: string,
  ): Promise<{ url: string; env?: Record<string, string>; stop(): Promise<void> }>;
}

export interface Stage {
  servers: Replication;
  /** Leads to the primary. */
  line: TcpProxy;
  portal: Product;
  verifiers: TestVerifier[];
  /** Has the portal start again where it was. */
  startPortal(): Promise<void>;
  startVerifier(): Promise<TestVerifier>;
  /** Runs a statement on whichever server accepts writes. */
  ask(statement: string): Promise<readonly Record<string, unknown>[]>;
  /** Puts load on everything, has the fault come about under it, and counts what came of it. */
  drill(fault: () => Promise<unknown>): Promise<Figures>;
  close(): Promise<void>;
}

interface Key {
  id: string;
  path: string;
  fullKey: string;
}

/** A portal and two verifiers on a primary with a standby, all of them processes of their own. */
export async function openStage({ query = "", reach }: StageOptions = {}): Promise<Stage> {
  const servers = await startReplication();
  const line = await startTcpProxy(servers.primary.url);
  const reached = await reach?.(line.url);
  const url = reached?.url ?? listHosts([line.url, servers.standby.url], query);
  process.env.DATABASE_URL = servers.primary.url;
  process.env.KEYSMITH_URL = "http://keys.test";
  (globalThis as { keysmithServer?: unknown }).keysmithServer = undefined;

  const ctx = createContext({ id: "drill", address: null, userAgent: null });
  const { token: serviceToken } = await createServiceToken(ctx, { name: newId("svc") });
  const merchant = await mintMerchant();
  const applications: string[] = [];
  for (let i = 0; i < applicationCount; i++) {
    applications.push((await mintApplication(merchant.ctx)).id);
  }

  const port = await findFreePort();
  const env = {
    DATABASE_URL: url,
    ...reached?.env,
    LOG_LEVEL: "fatal",
    RATE_LIMIT_FACTOR: "1000",
    PORT: String(port),
    npm_lifecycle_event: "",
  };
  const output: string[] = [];
  const stage = {
    servers,
    line,
    verifiers: [] as TestVerifier[],
    async startPortal() {
      stage.portal = startProduct(env);
      const { portal } = stage;
      void portal.ended.then(() => output.push(portal.output()));
      await portal.ready;
    },
    async startVerifier() {
      const verifier = await startVerifierProcess(env);
      void verifier.ended.then(() => output.push(verifier.output()));
      stage.verifiers.push(verifier);
      await verifier.untilTrusted();
      return verifier;
    },
    ask: async (statement: string) => {
      for (const { run } of [servers.primary, servers.standby]) {
        const [state] = await run("select pg_is_in_recovery() as standby").catch(() => []);
        if (state?.standby === false) return run(statement);
      }
      throw new Error("There is no primary.");
    },
    drill: (fault: () => Promise<unknown>) => drill(stage as Stage, fault),
    async close() {
      stage.portal.kill("SIGTERM");
      await stage.portal.ended;
      for (const verifier of stage.verifiers) await verifier.stop().catch(() => undefined);
      await runShutdownHooks().catch(() => undefined);
      await reached?.stop();
      await line.close();
      await servers.stop();
      expect(output.join("\n")).not.toMatch(new RegExp(`${unhandledRejection}|uncaughtException`));
    },
  } as Stage;

  await stage.startPortal();
  await stage.startVerifier();
  await stage.startVerifier();
  return stage;

  async function drill(stage: Stage, fault: () => Promise<unknown>): Promise<Figures> {
    const acknowledged: Key[] = [];
    const unrevoked: Key[] = [];
    const revoked: Key[] = [];
    const revokedValid = new Set<string>();
    let lastCreatedAt = performance.now();
    let outageMs = 0;
    let isOver = false;
    const address = `http://127.0.0.1:${port}`;
    const api = (path: string, method: string, body?: unknown) =>
      exchange(`${address}/api/v1${path}`, {
        method,
        token: merchant.token,
        headers: { "Idempotency-Key": randomUUID() },
        body,
      }).catch(() => null);
    const verify = (verifier: TestVerifier, { fullKey }: Key) =>
      exchange(`${verifier.url}/v1/verify`, { token: serviceToken, body: { key: fullKey } }).catch(
        () => null,
      );
    const pick = <T>(list: readonly T[]) => list[Math.floor(Math.random() * list.length)];

    async function createNext(): Promise<boolean> {
      const path = `/applications/${pick(applications)}/api-keys`;
      const answer = await api(path, "POST", { description: "Drill" });
      if (answer?.status !== 201) return false;
      const { id, fullKey } = answer.body;
      const key = { id, fullKey, path: `${path}/${id}` };
      acknowledged.push(key);
      unrevoked.push(key);
      outageMs = Math.max(outageMs, performance.now() - lastCreatedAt);
      lastCreatedAt = performance.now();
      return true;
    }

    /** Remembered by both before it is revoked. */
    async function revokeNext(): Promise<void> {
      const key = unrevoked.shift();
      if (!key) return;
      for (const verifier of stage.verifiers) await verify(verifier, key);
      if ((await api(key.path, "DELETE"))?.status === 204) {
        revoked.push(key);
        await check(key);
      } else unrevoked.push(key);
    }

    async function check(key: Key): Promise<void> {
      for (const verifier of stage.verifiers) {
        if ((await verify(verifier, key))?.body.valid === true) revokedValid.add(key.id);
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
    await sleep(steadyMs);
    await fault();
    const after = acknowledged.length + 20;
    await vi.waitUntil(() => acknowledged.length >= after, { timeout: recoveryMs });
    for (const verifier of stage.verifiers) await verifier.untilTrusted();
    await sleep(steadyMs);
    isOver = true;
    await load;

    let found = 0;
    for (const key of acknowledged) {
      const verifier = pick(stage.verifiers);
      const code = verifier && (await verify(verifier, key))?.body.code;
      if (code !== "not_found") found += 1;
    }
    for (const key of revoked) await check(key);
    const ids = acknowledged.map(({ id }) => `'${id}'`).join();
    const [row] = await stage.ask(`
      select count(distinct api_key_id)::int as count from audit_events
      where action = 'api_key.created' and api_key_id in (${ids})`);
    return {
      acknowledged: acknowledged.length,
      found,
      revoked: revoked.length,
      revokedValid: revokedValid.size,
      outageSeconds: Math.round(outageMs / 100) / 10,
      auditRows: Number(row?.count),
    };
  }
}
