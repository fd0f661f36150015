import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export interface Exchange {
  method: string;
  /** Path and query. */
  target: string;
  headers: IncomingHttpHeaders;
  body: string;
  answer: { status: number; headers: Headers; text: string };
}

/** Starts a proxy to the server at `url` that records all exchanges. */
export async function startRecorder(url: string) {
  const exchanges: Exchange[] = [];
  const server = createServer(async (request, response) => {
    const { method = "", url: target = "", headers } = request;
    const body = await readText(request);
    const { host: _, connection: __, "transfer-encoding": ___, ...rest } = headers;
    const answer = await fetch(url + target, {
      method,
      headers: rest as Record<string, string>,
      body: body === "" ? undefined : body,
    });
    const text = await answer.text();
    exchanges.push({
      method,
      target,
      headers,
      body,
      answer: { status: answer.status, headers: answer.headers, text },
    });
    const type = answer.headers.get("content-type");
    response.writeHead(answer.status, type ? { "Content-Type": type } : {}).end(text);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    /** Returns the exchanges since the last call. */
    take: () => exchanges.splice(0),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
