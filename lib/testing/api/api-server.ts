import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { apiRoutes, plainRoutes } from "#app/api/v1/routes.ts";
import { createForwarding } from "#lib/client-address.ts";
import type { Cors } from "#lib/http/server/cors.ts";
import { createDispatch } from "#lib/http/server/dispatch.ts";
import { createServer } from "#lib/http/server.ts";
import type { Operation } from "#lib/operation.ts";
import { addressTo, type PreparedCall } from "#lib/testing/api/scenarios.ts";

export interface ApiServer {
  url: string;
  close(): Promise<void>;
}

/** Starts the API over HTTP in this process, as `npm run api` serves it. */
export async function startApiServer(options: { cors?: Cors } = {}): Promise<ApiServer> {
  const dispatch = await createDispatch({ ...plainRoutes, ...apiRoutes });
  const server = createServer({
    handler: async (req, res) => {
      if (!(await dispatch(req, res))) res.writeHead(404).end();
    },
    forwarding: createForwarding(1, []),
    ...options,
  });
  server.httpServer.listen(0, "127.0.0.1");
  await once(server.httpServer, "listening");
  const { port } = server.httpServer.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close(1000) };
}

/** Sends a call to an operation of the server at `url`; a text body is sent unchanged. */
export function send(url: string, { path }: Operation, call: PreparedCall): Promise<Response> {
  const { method, params, query, body, headers } = addressTo(url, call);
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(params[name] ?? ""));
  const search = new URLSearchParams(query).toString();
  return fetch(`${url}${filled}${search && `?${search}`}`, {
    method,
    headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
    body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
    redirect: "manual",
  });
}
