import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import next from "next";
import { operations } from "#lib/contract.ts";
import type { Settings } from "#lib/env.ts";
import { consume } from "#lib/http/rate-limit.ts";
import { createForwarding } from "#lib/http/server/client-address.ts";
import type { KeysmithServer } from "#lib/http/server/connections.ts";
import { PageCache } from "#lib/http/server/page-cache.ts";
import { shedLoad } from "#lib/http/server/shed-load.ts";
import { createServer } from "#lib/http/server.ts";
import { log, logAccess } from "#lib/log.ts";
import { getMetrics } from "#lib/telemetry/metrics.ts";
import { createRouter } from "#lib/telemetry/routes.ts";
import { explainListenError, toReachable } from "#scripts/start/port.ts";

const answerTimeoutMs = 60_000;

export type App = {
  server: KeysmithServer;
  /** Where it listens. */
  port: number;
  close(): Promise<void>;
};

/** Starts Next behind our server; resolves when it answers. */
export async function serve(options: {
  port: number;
  settings: Settings;
  isDev: boolean;
  isAccessLogged: boolean;
}): Promise<App> {
  const { port: wished, settings, isDev, isAccessLogged } = options;
  const { HOST: host } = settings;
  let handle: ReturnType<typeof app.getRequestHandler>;
  const metrics = getMetrics();
  const routeOf = createRouter(operations.map(({ path }) => path));
  const server = createServer({
    handler: shedLoad((req, res) => handle(req, res), {
      countPage: (caller) => consume("page", caller),
      cache: isDev ? undefined : new PageCache(),
    }),
    forwarding: createForwarding(settings.TRUSTED_PROXY_HOPS, settings.TRUSTED_PROXIES),
    publicUrl: settings.KEYSMITH_URL,
    hstsIncludeSubDomains: settings.HSTS_INCLUDE_SUBDOMAINS,
    isDev,
    onError: (error, { path, ...request }) =>
      log.error({ err: error, ...request, route: routeOf(path), status: 500 }, "request failed"),
    onAnswer: ({ path, requestId, ...rest }) => {
      const request = { ...rest, route: path === null ? "other" : routeOf(path) };
      metrics.countRequest(request);
      if (isAccessLogged) logAccess({ requestId, ...request });
    },
  });
  // Next takes over upgrades, which only hot reloading needs, on the server that it is given.
  const httpServer = isDev ? server.httpServer : createHttpServer();
  const app = next({ dev: isDev, dir: process.cwd(), port: wished, httpServer });
  await app.prepare();
  handle = app.getRequestHandler();

  try {
    server.httpServer.listen({ port: settings.PORT === 0 ? 0 : wished, host });
    await once(server.httpServer, "listening");
  } catch (error) {
    throw explainListenError(error, wished);
  }
  const { port } = server.httpServer.address() as AddressInfo;
  await waitForAnswer(`${toReachable(host, "127.0.0.1")}:${port}`);
  return { server, port, close: () => app.close() };
}

async function waitForAnswer(place: string): Promise<void> {
  const deadline = Date.now() + answerTimeoutMs;
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
  throw new Error(`The server does not answer on ${place} (${problem}).`);
}
