import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { Server as NetServer, type Socket } from "node:net";
import { setImmediate as afterPolling, setTimeout as sleep } from "node:timers/promises";
import { connectRefusal, refuseUnparsed, sendRawRefusal } from "#lib/http/server/refusals.ts";

export type ConnectionOptions = {
  onRequest: (req: IncomingMessage, res: ServerResponse) => void;
  /** Whether connections are kept for longer than common proxies keep them. */
  isBehindProxy: boolean;
  /** Headers of every response, for those sent without a response object. */
  headers: readonly [string, string][];
  /** Keeps idle connections, which hot reloading needs. */
  isDev?: boolean;
};

export type KeysmithServer = {
  httpServer: Server;
  /**
   * Stops accepting and finishes open requests; resolves when all is closed, by force after
   * `graceMs`.
   */
  close(graceMs: number): Promise<void>;
};

const limits = {
  // Slow headers end within 15 s and slow bodies within 25 s, counting the interval of the check.
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 5_000,
  // A token of 64 KiB is to be refused as a token.
  maxHeaderSize: 96 * 1024,
};
const keepAliveMs = 10_000;
// Longer than common proxies keep a connection, or they would send into one that just closes.
const proxyKeepAliveMs = 75_000;
const socketIdleMs = 60_000;
/** How often connections are polled for one more request when the server closes, 20 ms apart. */
const lastPolls = 25;

/** Creates an HTTP server with connection limits that closes without cutting requests off. */
export function acceptConnections(options: ConnectionOptions): KeysmithServer {
  /**
   * Open responses by connection. One set of them all would make V8 keep most of them until the
   * next major collection: the tables that it outgrows refer to each other.
   */
  const connections = new Map<Socket, ServerResponse[]>();
  let isClosing = false;

  function receive(req: IncomingMessage, res: ServerResponse): void {
    const inFlight = connections.get(req.socket) ?? [];
    inFlight.push(res);
    res.once("close", () => inFlight.splice(inFlight.indexOf(res), 1));
    if (isClosing) res.setHeader("Connection", "close");
    options.onRequest(req, res);
  }

  const keepAliveTimeout = options.isBehindProxy ? proxyKeepAliveMs : keepAliveMs;
  const settings = { ...limits, keepAliveTimeout, requireHostHeader: false };
  const httpServer = createHttpServer(settings, receive);
  if (!options.isDev) httpServer.setTimeout(socketIdleMs);
  httpServer.on("checkExpectation", receive);
  httpServer.on("connect", (_req, socket) => {
    sendRawRefusal(socket, connectRefusal, options.headers);
  });
  httpServer.on("connection", (socket) => {
    connections.set(socket, []);
    socket.once("close", () => connections.delete(socket));
  });
  httpServer.on("clientError", (error, socket) => {
    const hasAnswered = connections.get(socket as Socket)?.some((res) => res.headersSent);
    const isSilent = "bytesRead" in socket && socket.bytesRead === 0;
    if (hasAnswered || isSilent || !socket.writable) socket.destroy();
    else sendRawRefusal(socket, refuseUnparsed(error), options.headers);
  });

  function destroyUnused(): void {
    for (const [socket, inFlight] of connections) if (inFlight.length === 0) socket.destroy();
  }

  /**
   * http.Server.close would cut idle connections at once, also those whose next request is on its
   * way. They get a moment to send it, and `Connection: close` with the response.
   */
  async function close(graceMs: number): Promise<void> {
    isClosing = true;
    for (const res of [...connections.values()].flat()) {
      if (!res.headersSent) res.setHeader("Connection", "close");
    }
    const stopped = new Promise((resolve) => NetServer.prototype.close.call(httpServer, resolve));
    const endsAt = Date.now() + graceMs;
    for (let polls = 0; connections.size > 0 && Date.now() < endsAt; polls += 1) {
      // Not by the clock: a busy process has yet to read what its connections received.
      if (polls > lastPolls) destroyUnused();
      await sleep(20);
      await afterPolling();
    }
    for (const socket of connections.keys()) socket.destroy();
    await stopped;
  }

  return { httpServer, close };
}
