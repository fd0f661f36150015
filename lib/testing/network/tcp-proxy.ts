import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

type Direction = "toServer" | "toClient";

export interface TcpProxy {
  /** URL of the server through the proxy. */
  url: string;
  /** Number of connections so far. */
  opened(): number;
  /** Delays all bytes, including those in flight; Infinity holds them until it is less. */
  delay(ms: number, directions?: readonly Direction[]): void;
  /** Drops all data on existing connections for good; new ones work. */
  strand(): void;
  /** Resets all connections. */
  cut(): void;
  /** Sets whether new connections are reset at once. */
  refuse(isRefusing: boolean): void;
  /** Resets all connections and stops listening. */
  close(): Promise<void>;
}

const both: readonly Direction[] = ["toServer", "toClient"];

/**
 * Starts a proxy to the server at `url` that simulates network faults.
 * @param onSent receives the bytes that clients send
 */
export async function startTcpProxy(
  url: string,
  onSent: (chunk: Buffer) => void = () => undefined,
): Promise<TcpProxy> {
  const behind = new URL(url);
  const delays = { toServer: 0, toClient: 0 };
  const lanes = new Set<Lane>();
  const lines = new Set<{ isStranded: boolean }>();
  const sockets = new Set<Socket>();
  let isRefusing = false;
  let opened = 0;

  const server = createServer((client) => {
    opened += 1;
    sockets.add(client);
    client.on("error", () => undefined).on("close", () => sockets.delete(client));
    client.on("data", onSent);
    if (isRefusing) return client.resetAndDestroy();
    const upstream = connect(Number(behind.port), behind.hostname);
    sockets.add(upstream);
    upstream.on("error", () => undefined).on("close", () => sockets.delete(upstream));
    const line = { isStranded: false };
    lines.add(line);
    const getDelay = (ms: number) => (line.isStranded ? Number.POSITIVE_INFINITY : ms);
    const pair = [
      new Lane(client, upstream, () => getDelay(delays.toServer)),
      new Lane(upstream, client, () => getDelay(delays.toClient)),
    ];
    for (const lane of pair) lanes.add(lane);
    const end = () => {
      lines.delete(line);
      // Neither end sees the other one close.
      if (line.isStranded) return;
      for (const lane of pair) lanes.delete(lane);
      client.destroy();
      upstream.destroy();
    };
    client.on("close", end);
    upstream.on("close", end);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const through = new URL(url);
  through.port = String((server.address() as AddressInfo).port);

  const cut = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    url: through.href,
    opened: () => opened,
    delay: (ms, directions = both) => {
      for (const direction of directions) delays[direction] = ms;
      for (const lane of lanes) lane.pump();
    },
    strand: () => {
      for (const line of lines) line.isStranded = true;
    },
    cut,
    refuse: (value) => {
      isRefusing = value;
    },
    close: async () => {
      const closed = once(server, "close");
      server.close();
      cut();
      await closed;
    },
  };
}

/** One direction of a connection: forwards data in order, after the delay. */
class Lane {
  readonly #to: Socket;
  readonly #delay: () => number;
  readonly #held: { chunk: Buffer; at: number }[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(from: Socket, to: Socket, delay: () => number) {
    this.#to = to;
    this.#delay = delay;
    from.on("data", (chunk) => {
      this.#held.push({ chunk, at: performance.now() });
      this.pump();
    });
    from.on("close", () => clearTimeout(this.#timer));
  }

  pump(): void {
    clearTimeout(this.#timer);
    for (let [first] = this.#held; first; [first] = this.#held) {
      const msLeft = first.at + this.#delay() - performance.now();
      if (msLeft === Number.POSITIVE_INFINITY) return;
      if (msLeft > 0) {
        this.#timer = setTimeout(() => this.pump(), msLeft);
        return;
      }
      if (this.#to.writable) this.#to.write(first.chunk);
      this.#held.shift();
    }
  }
}
