import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import autocannon from "autocannon";
import { median } from "#bench/median.ts";
import { readDatabaseUrl } from "#e2e/support/database.ts";
import { startProduct } from "#lib/testing/product/product.ts";

const rounds = Number(process.env.BENCH_ROUNDS ?? 9);
const seconds = Number(process.env.BENCH_SECONDS ?? 3);
const connections = 32;
/** Each takes 100 keys, so that no create meets the limit. */
const applicationCount = 2000;
const listedCount = 20;
const email = "owner@demo.test";
const password = "a password for the bench";

interface Target {
  name: string;
  /** The targets that this one is divided by. */
  beside?: string[];
  /** Its URL, if not the product's. */
  url?: string;
  requests: autocannon.Request[];
  status: number;
}

interface Figures {
  perSecond: number;
  p50: number;
  p99: number;
}

async function post(url: string, body: unknown, token?: string) {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      ...(token && { Authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return response.json();
}

async function createKeys(url: string, token: string, count: number): Promise<string[]> {
  const body = { name: "Measured application" };
  const { id } = await post(`${url}/api/v1/applications`, body, token);
  const path = `/api/v1/applications/${id}/api-keys`;
  const keys: string[] = [];
  for (let i = 0; i < count; i++) {
    keys.push((await post(url + path, { description: "Measured key" }, token)).fullKey);
  }
  return [path, ...keys];
}

async function prepareTargets(url: string, bareUrl: string): Promise<Target[]> {
  const { accessToken } = await post(`${url}/api/v1/auth/token`, { email, password });
  const paths: string[] = [];
  for (let i = 0; i < applicationCount; i++) {
    paths.push(...(await createKeys(url, accessToken, 0)));
  }
  const listed: string[] = [];
  const keys: string[] = [];
  for (let i = 0; i < listedCount; i++) {
    const [path = "", ...created] = await createKeys(url, accessToken, 25);
    listed.push(path);
    keys.push(...created);
  }
  const bearer = { authorization: `Bearer ${accessToken}` };
  const json = { ...bearer, "content-type": "application/json" };
  const body = JSON.stringify({ description: "Production API key for checkout service" });
  return [
    {
      name: "bare server",
      url: bareUrl,
      requests: [{ method: "POST", path: "/", headers: json, body }],
      status: 200,
    },
    {
      name: "bare INSERT",
      url: bareUrl,
      requests: [{ method: "POST", path: "/insert", headers: json, body }],
      status: 200,
    },
    {
      name: "bare SELECT",
      url: bareUrl,
      requests: [{ path: "/select", headers: bearer }],
      status: 200,
    },
    {
      name: "empty POST",
      requests: [{ method: "POST", path: "/api/bench/empty", headers: json, body }],
      status: 200,
    },
    {
      name: "create",
      beside: ["empty POST", "bare INSERT", "bare server"],
      requests: paths.map((path) => ({ method: "POST", path, headers: json, body })),
      status: 201,
    },
    { name: "empty GET", requests: [{ path: "/api/bench/empty", headers: bearer }], status: 200 },
    {
      name: "whoami",
      beside: ["empty GET", "bare SELECT", "bare server"],
      requests: keys.map((key) => ({
        path: "/api/v1/whoami",
        headers: { authorization: `Bearer ${key}` },
      })),
      status: 200,
    },
    {
      name: "list (25 keys)",
      beside: ["empty GET", "bare server"],
      requests: listed.map((path) => ({ path, headers: bearer })),
      status: 200,
    },
  ];
}

/** The requests of one connection: no two of them ask for the same where there are enough. */
function getShare<T>(items: T[], connection: number): T[] {
  if (items.length >= connections) return items.filter((_, i) => i % connections === connection);
  const start = connection % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}

async function measure(url: string, target: Target): Promise<Figures> {
  let connection = 0;
  const result = await autocannon({
    url: target.url ?? url,
    connections,
    duration: seconds,
    // Each client builds all that it is given here, which would keep the others waiting.
    requests: target.requests.slice(0, 1),
    setupClient: (client) => client.setRequests(getShare(target.requests, connection++)),
  });
  const counts = Object.entries(result.statusCodeStats ?? {});
  const isClean = counts.length === 1 && counts[0]?.[0] === String(target.status);
  if (result.errors > 0 || !isClean) {
    throw new Error(`${target.name}: ${JSON.stringify(counts)}, ${result.errors} errors`);
  }
  return {
    perSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
  };
}

function report(targets: Target[], figures: Map<string, Figures[]>): void {
  const of = (name: string) => figures.get(name) ?? [];
  const rows = targets.map(({ name, beside = [] }) => {
    const own = of(name);
    const ratioTo = (other: string) =>
      median(own.map((round, i) => round.perSecond / (of(other)[i]?.perSecond ?? Number.NaN)));
    return {
      route: name,
      "per second": Math.round(median(own.map((round) => round.perSecond))),
      "p50 ms": median(own.map((round) => round.p50)),
      "p99 ms": median(own.map((round) => round.p99)),
      ratio: beside.map((other) => `${ratioTo(other).toFixed(3)} of ${other}`).join(", "),
    };
  });
  console.log(
    `\n${connections} connections, medians of ${rounds} interleaved rounds of ${seconds} s`,
  );
  console.table(rows);
}

let bare: ChildProcess | undefined;

/** The server of `bench/bare.ts`, on the same database. */
async function startBare(databaseUrl: string): Promise<string> {
  bare = fork("bench/bare.ts", { env: { ...process.env, DATABASE_URL: databaseUrl } });
  const [port] = await once(bare, "message");
  return `http://127.0.0.1:${port}`;
}

const dataDir = await mkdtemp(join(tmpdir(), "keysmith-bench-"));
console.log("Starting the product, and building it first where its sources have changed…");
const product = startProduct({
  KEYSMITH_BENCH: "1",
  KEYSMITH_DATA_DIR: dataDir,
  KEYSMITH_DEMO_PASSWORD: password,
  RATE_LIMIT_FACTOR: "1000000",
});
try {
  const url = await product.ready;
  const bareUrl = await startBare(await readDatabaseUrl(dataDir));
  const targets = await prepareTargets(url, bareUrl);
  for (const target of targets) await measure(url, target);
  const figures = new Map<string, Figures[]>(targets.map(({ name }) => [name, []]));
  for (let round = 1; round <= rounds; round++) {
    for (const target of targets) figures.get(target.name)?.push(await measure(url, target));
    console.log(`Round ${round} of ${rounds} measured`);
  }
  report(targets, figures);
} finally {
  bare?.kill("SIGTERM");
  product.kill("SIGTERM");
  await product.ended;
  await rm(dataDir, { recursive: true, force: true });
}
