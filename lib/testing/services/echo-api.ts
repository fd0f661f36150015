import { createHash } from "node:crypto";
import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  request,
} from "node:http";
import type { AddressInfo } from "node:net";

/** A request as an API behind a gateway received it. */
export interface Echo {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  bodyBytes: number;
  bodySha256: string;
}

export interface EchoApi {
  port: number;
  /** Number of received requests. */
  count(): number;
  close(): Promise<void>;
}

/** Starts an API that returns the request it received. */
export async function startEchoApi(): Promise<EchoApi> {
  let count = 0;
  const server = createServer(async (req, res) => {
    count += 1;
    const hash = createHash("sha256");
    let bodyBytes = 0;
    for await (const chunk of req as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bodyBytes += chunk.byteLength;
    }
    const { method = "", url = "", headers } = req;
    const echo: Echo = { method, url, headers, bodyBytes, bodySha256: hash.digest("hex") };
    res.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(echo));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    count: () => count,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

export interface AskOptions {
  method?: string;
  /** Sent unchanged, unlike by `fetch`. */
  path?: string;
  headers?: OutgoingHttpHeaders;
  body?: Buffer;
}

/** Sends one request on a separate connection. */
export async function ask(port: number, { path = "/", body, ...rest }: AskOptions) {
  const sent = request({ host: "127.0.0.1", port, path, agent: false, ...rest });
  sent.end(body);
  const [res] = await once(sent, "response");
  let text = "";
  for await (const chunk of res.setEncoding("utf8")) text += chunk;
  const { statusCode: status, headers } = res as {
    statusCode: number;
    headers: IncomingHttpHeaders;
  };
  return { status, headers, body: text && JSON.parse(text) };
}
