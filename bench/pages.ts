import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer as createHttpServer, request, type Server } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { chromium } from "@playwright/test";
import { median } from "#bench/median.ts";
import { findChromium } from "#lib/testing/product/browser.ts";
import { startProduct } from "#lib/testing/product/product.ts";

const runs = Number(process.env.BENCH_RUNS ?? 5);
/** Such as `keys,sign-in`; all of them by default. */
const chosen = process.env.BENCH_PAGES?.split(",");
const email = "owner@demo.test";
const password = "a password for the bench";
const barePath = "bench/bare-page";
const next = "node_modules/next/dist/bin/next";
const categories = ["performance", "accessibility", "best-practices"] as const;

/** Installed when measuring, because its many dependencies are nobody else's. */
const lighthouseVersion = "13.5.0";

interface Lighthouse {
  default(
    url: string,
    flags: object,
    config?: object,
  ): Promise<{ lhr: LighthouseResult } | undefined>;
  desktopConfig: object;
}

interface LighthouseResult {
  finalDisplayedUrl: string;
  runtimeError?: { message: string };
  categories: Record<string, { score: number | null }>;
  audits: Record<
    string,
    {
      score: number | null;
      displayValue?: string;
      details?: { items?: { resourceType?: string; transferSize?: number }[] };
    }
  >;
}

async function installLighthouse(): Promise<Lighthouse> {
  const folder = resolve("node_modules/.cache/keysmith-lighthouse");
  const name = `lighthouse@${lighthouseVersion}`;
  await promisify(execFile)("npm", ["install", "--no-save", "--prefix", folder, name]);
  return import(join(folder, "node_modules/lighthouse/core/index.js"));
}

interface Target {
  name: string;
  url: string;
  cookie?: string;
}

interface Figures {
  /** Bytes as they were transferred. */
  scripts: number;
  fonts: number;
  requests: number;
  /** From 0 to 100, by category. */
  scores: number[];
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

async function startBarePage(): Promise<{ url: string; server: ChildProcess }> {
  await promisify(execFile)(process.execPath, [next, "build", barePath]);
  const port = await findFreePort();
  const server = spawn(process.execPath, [next, "start", barePath, "-p", String(port)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const chunk of server.stdout) if (String(chunk).includes("Ready")) break;
  return { url: `http://localhost:${port}`, server };
}

/**
 * Forwards to a server without its Referrer-Policy, with which Lighthouse's navigations end in
 * net::ERR_ABORTED here. The bare page goes the same way.
 */
async function startForwarding(target: string): Promise<{ url: string; server: Server }> {
  const server = createHttpServer((req, res) => {
    const { url: path, method, headers } = req;
    const forwarded = request(new URL(path ?? "/", target), { method, headers }, (answer) => {
      delete answer.headers["referrer-policy"];
      res.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(res);
    });
    forwarded.on("error", () => res.destroy());
    req.pipe(forwarded);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { url: `http://localhost:${port}`, server };
}

/** Signs in, and returns the cookies and the headers of a call to the API. */
async function signIn(url: string): Promise<{ cookie: string; authorization: string }> {
  const read = (response: Response) =>
    response.headers.getSetCookie().map((cookie) => cookie.split(";", 1)[0] ?? "");
  const csrf = await fetch(`${url}/api/auth/csrf`);
  const asked = read(csrf);
  const { csrfToken } = await csrf.json();
  const session = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    headers: { cookie: asked.join("; ") },
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
  });
  const { accessToken } = await post(`${url}/api/v1/auth/token`, { email, password });
  return {
    cookie: [...asked, ...read(session)].join("; "),
    authorization: `Bearer ${accessToken}`,
  };
}

async function post(url: string, body: unknown, authorization?: string) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(authorization && { authorization }) },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return response.json();
}

async function prepareTargets(url: string, bareUrl: string): Promise<Target[]> {
  const { cookie, authorization } = await signIn(url);
  const api = `${url}/api/v1/applications`;
  const { id } = await post(api, { name: "Weighed application" }, authorization);
  let keyId = "";
  for (let i = 1; i <= 25; i++) {
    const body = { description: `Weighed key ${i}` };
    keyId = (await post(`${api}/${id}/api-keys`, body, authorization)).id;
  }
  const open = { "sign-in": "/sign-in", "sign-up": "/sign-up", docs: "/docs" };
  const docs = {
    guide: "/docs/guides/quick-start",
    operation: "/docs/reference/create-api-key",
  };
  const portal = {
    applications: "/applications",
    keys: `/applications/${id}`,
    key: `/applications/${id}/api-keys/${keyId}`,
    hygiene: "/hygiene",
    team: "/team",
    "audit log": "/audit-log",
    "API tokens": "/api-tokens",
    account: "/account",
    company: "/company",
  };
  const targets: Target[] = [
    { name: "bare Next", url: bareUrl },
    ...Object.entries({ ...open, ...docs }).map(([name, path]) => ({ name, url: url + path })),
    ...Object.entries(portal).map(([name, path]) => ({ name, url: url + path, cookie })),
  ];
  return targets.filter(({ name }, i) => i === 0 || !chosen || chosen.includes(name));
}

async function measure({ url, cookie }: Target, port: number, isMobile: boolean): Promise<Figures> {
  const result = await lighthouse.default(
    url,
    {
      port,
      logLevel: "silent",
      onlyCategories: [...categories],
      ...(cookie && { extraHeaders: { Cookie: cookie } }),
    },
    isMobile ? undefined : lighthouse.desktopConfig,
  );
  if (!result || result.lhr.runtimeError) {
    throw new Error(`${url}: ${result?.lhr.runtimeError?.message ?? "no result"}`);
  }
  const { lhr } = result;
  if (new URL(lhr.finalDisplayedUrl).pathname !== new URL(url).pathname) {
    throw new Error(`${url} led to ${lhr.finalDisplayedUrl}`);
  }
  const requests = lhr.audits["network-requests"]?.details?.items ?? [];
  const sum = (type: string) =>
    requests
      .filter((request) => request.resourceType === type)
      .reduce((bytes, request) => bytes + (request.transferSize ?? 0), 0);
  for (const [name, audit] of Object.entries(lhr.audits)) {
    if (process.env.BENCH_DETAILS && audit.score !== null && audit.score < 0.9) {
      console.log(
        `${url} ${isMobile ? "mobile" : "desktop"} ${name}: ${audit.displayValue ?? audit.score}`,
      );
    }
  }
  return {
    scripts: sum("Script"),
    fonts: sum("Font"),
    requests: requests.length,
    scores: categories.map((category) => Math.round((lhr.categories[category]?.score ?? 0) * 100)),
  };
}

function report(
  targets: Target[],
  mobile: Map<string, Figures[]>,
  desktop: Map<string, Figures[]>,
) {
  const middle = (figures: Figures[] | undefined, read: (one: Figures) => number) =>
    median((figures ?? []).map(read));
  const bare = middle(mobile.get("bare Next"), ({ scripts }) => scripts);
  console.log(`\nMedians of ${runs} runs; scores: ${categories.join(", ")}`);
  console.table(
    targets.map(({ name }) => {
      const own = mobile.get(name);
      const scripts = middle(own, (one) => one.scripts);
      const scores = (figures: Figures[] | undefined) =>
        categories.map((_, i) => middle(figures, (one) => one.scores[i] ?? 0)).join(" ");
      return {
        page: name,
        "scripts KB": Math.round(scripts / 1024),
        "of bare Next": (scripts / bare).toFixed(2),
        "fonts KB": Math.round(middle(own, (one) => one.fonts) / 1024),
        requests: middle(own, (one) => one.requests),
        mobile: scores(own),
        desktop: scores(desktop.get(name)),
      };
    }),
  );
}

const lighthouse = await installLighthouse();
const dataDir = await mkdtemp(join(tmpdir(), "keysmith-bench-"));
console.log("Starting the product, and building it first where its sources have changed…");
const product = startProduct({
  KEYSMITH_DATA_DIR: dataDir,
  KEYSMITH_DEMO_PASSWORD: password,
  RATE_LIMIT_FACTOR: "1000000",
});
const { executablePath, args, env } = await findChromium();
const port = await findFreePort();
const debugging = `--remote-debugging-port=${port}`;
const browser = await chromium.launch({ executablePath, args: [...args, debugging], env });
let bare: ChildProcess | undefined;
const forwarding: Server[] = [];
try {
  const own = await startForwarding(await product.ready);
  forwarding.push(own.server);
  const bareServer = await startBarePage();
  bare = bareServer.server;
  const forwardedBare = await startForwarding(bareServer.url);
  forwarding.push(forwardedBare.server);
  const targets = await prepareTargets(own.url, forwardedBare.url);
  const mobile = new Map<string, Figures[]>(targets.map(({ name }) => [name, []]));
  const desktop = new Map<string, Figures[]>(targets.map(({ name }) => [name, []]));
  for (let run = 1; run <= runs; run++) {
    for (const target of targets) {
      mobile.get(target.name)?.push(await measure(target, port, true));
      desktop.get(target.name)?.push(await measure(target, port, false));
    }
    console.log(`Run ${run} of ${runs} measured`);
  }
  report(targets, mobile, desktop);
} finally {
  await browser.close();
  for (const server of forwarding) server.close().closeAllConnections();
  bare?.kill("SIGTERM");
  product.kill("SIGTERM");
  await product.ended;
  await rm(dataDir, { recursive: true, force: true });
}
