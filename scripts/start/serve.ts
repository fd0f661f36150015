import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import next from "next";
import type { KeysmithServer } from "#lib/http/server/connections.ts";
import { createServer } from "#lib/http/server.ts";
import { log, logAccess } from "#lib/log.ts";
import { operations } from "#lib/reference/operations.ts";
import { getMetrics } from "#lib/telemetry/metrics.ts";
import { createRouter } from "#lib/telemetry/routes.ts";
import { explainListenError } from "#scripts/start/port.ts";

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
  /** Whether any free port will do in place of this one. */
  isAnyPort: boolean;
  isDev: boolean;
  trustedProxyHops: number;
  isAccessLogged: boolean;
}): Promise<App> {
  const { port: wished, isAnyPort, isDev, trustedProxyHops, isAccessLogged } = options;
  let handle: ReturnType<typeof app.getRequestHandler>;
  const metrics = getMetrics();
  const routeOf = createRouter(operations.map(({ path }) => path));
  const server = createServer({
    handler: (req, res) => handle(req, res),
    trustedProxyHops,
    isDev,
    onError: (error, { path, ...request }) =>
      log.error({ err: error, ...request, route: routeOf(path), status: 500 }, "request failed"),
    onAnswer: ({ path, requestId, ...rest }) => {
      const request = { ...rest, route: routeOf(path) };
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
    server.httpServer.listen(isAnyPort ? 0 : wished);
    await once(server.httpServer, "listening");
  } catch (error) {
    throw explainListenError(error, wished);
  }
  const { port } = server.httpServer.address() as AddressInfo;
  await waitForAnswer(port);
  return { server, port, close: () => app.close() };
}

async function waitForAnswer(port: number): Promise<void> {
  const deadline = Date.now() + answerTimeoutMs;
  let problem = "";
  while (Date.now() < deadline) {
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/healthz`);
      await answer.arrayBuffer();
      if (answer.ok) return;
      problem = `status ${answer.status}`;
    } catch (error) {
      problem = (error as Error).message;
    }
    await sleep(100);
  }
  throw new Error(`The server does not answer on port ${port} (${problem}).`);
}
