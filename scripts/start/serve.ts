import { once } from "node:events";
import { readFile } from "node:fs/promises";
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { apiRoutes, plainRoutes } from "#app/api/v1/routes.ts";
import { createForwarding } from "#lib/client-address.ts";
import { operations } from "#lib/contract.ts";
import type { Settings } from "#lib/env.ts";
import type { KeysmithServer } from "#lib/http/server/connections.ts";
import { createCors } from "#lib/http/server/cors.ts";
import { createDispatch } from "#lib/http/server/dispatch.ts";
import { PageCache } from "#lib/http/server/page-cache.ts";
import { sendRefusal } from "#lib/http/server/refusals.ts";
import { answerHealthCheck, shedLoad } from "#lib/http/server/shed-load.ts";
import { getPath } from "#lib/http/server/target.ts";
import { createServer } from "#lib/http/server.ts";
import { log, logAccess } from "#lib/log.ts";
import { getConfig } from "#lib/runtime/config.ts";
import { getServer } from "#lib/runtime/server.ts";
import { getMetrics } from "#lib/telemetry/metrics.ts";
import { createRouter } from "#lib/telemetry/routes.ts";
import { buildDir } from "#scripts/start/build.ts";
import { explainListenError, toReachable } from "#scripts/start/port.ts";

const responseTimeoutMs = 60_000;

export type App = {
  server: KeysmithServer;
  /** Port it listens on. */
  port: number;
  close(): Promise<void>;
};

type Handler = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

export type ServeOptions = {
  port: number;
  settings: Settings;
  isAccessLogged: boolean;
};

/** Starts the API and Next on one server; resolves when it is ready. */
export async function serve(options: ServeOptions & { isDev: boolean }): Promise<App> {
  const { port, settings, isDev } = options;
  let render: Handler = async () => undefined;
  const renderPage = shedLoad((req, res) => render(req, res), {
    countPage: (caller) => getServer().rateLimits.consume("page", caller),
    cache: isDev ? undefined : new PageCache(),
  });
  // In development Next serves everything, to reload changed code.
  const dispatch = isDev ? null : await createDispatch({ ...plainRoutes, ...apiRoutes });
  const server = createFrontServer(options, isDev, async (req, res) => {
    if (await dispatch?.(req, res)) return;
    await renderPage(req, res);
  });
  // Next handles upgrades on its server, which only hot reload needs.
  const httpServer = isDev ? server.httpServer : createHttpServer();
  if (!isDev) await takeBuiltConfig();
  const { default: next } = await import("next");
  const app = next({ dev: isDev, dir: process.cwd(), port, httpServer });
  await app.prepare();
  render = app.getRequestHandler();
  return { server, port: await listen(server, port, settings), close: () => app.close() };
}

/**
 * Makes Next take its configuration from the build, as the server that it makes for
 * `output: "standalone"` does. It would load its compiler to read next.config.ts, and the build tools.
 */
async function takeBuiltConfig(): Promise<void> {
  const path = join(buildDir, "required-server-files.json");
  const { config } = JSON.parse(await readFile(path, "utf8"));
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config);
}

/** Starts only the API, without Next, pages or a build; resolves when it is ready. */
export async function serveApi(options: ServeOptions): Promise<App> {
  const { port, settings } = options;
  const dispatch = await createDispatch({ ...plainRoutes, ...apiRoutes });
  const server = createFrontServer(options, false, async (req, res) => {
    if (getPath(req.url ?? "") === "/healthz") return answerHealthCheck(res);
    if (await dispatch(req, res)) return;
    sendRefusal(res, { status: 404, message: "This server only serves the API" });
  });
  return { server, port: await listen(server, port, settings), close: async () => undefined };
}

function createFrontServer(
  { settings, isAccessLogged }: ServeOptions,
  isDev: boolean,
  handler: Handler,
): KeysmithServer {
  const metrics = getMetrics();
  const { servers, corsOrigins } = getConfig();
  const findTemplate = createRouter(operations.map(({ path }) => path));
  return createServer({
    handler,
    forwarding: createForwarding(settings.TRUSTED_PROXY_HOPS, settings.TRUSTED_PROXIES),
    publicUrl: settings.KEYSMITH_URL,
    cors: corsOrigins.length > 0 ? createCors(corsOrigins, operations) : undefined,
    connectTo: servers.map(({ url }) => url),
    hstsIncludeSubDomains: settings.HSTS_INCLUDE_SUBDOMAINS,
    isDev,
    onError: (error, { path, ...request }) =>
      log.error(
        { err: error, ...request, route: findTemplate(path), status: 500 },
        "request failed",
      ),
    onAnswer: ({ path, requestId, ...rest }) => {
      const request = { ...rest, route: path === null ? "other" : findTemplate(path) };
      metrics.countRequest(request);
      if (isAccessLogged) logAccess({ requestId, ...request });
    },
  });
}

async function listen(server: KeysmithServer, wished: number, settings: Settings): Promise<number> {
  const { HOST: host, PORT } = settings;
  try {
    server.httpServer.listen({ port: PORT === 0 ? 0 : wished, host });
    await once(server.httpServer, "listening");
  } catch (error) {
    throw explainListenError(error, wished);
  }
  const { port } = server.httpServer.address() as AddressInfo;
  await waitForAnswer(`${toReachable(host, "127.0.0.1")}:${port}`);
  return port;
}

async function waitForAnswer(place: string): Promise<void> {
  const deadline = Date.now() + responseTimeoutMs;
  let problem = "";
  while (Date.now() < deadline) {
    try {
      const answer = await fetch(`http://${place}/healthz`);
      await answer.arrayBuffer();
      if (answer.ok) return;
      problem = `status ${answer.status}`;
    } catch (error) {
      problem = (error as Error).message;
    }
    await sleep(100);
  }
  throw new Error(`The server doesn't respond on ${place} (${problem}).`);
}
