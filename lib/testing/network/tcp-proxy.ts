import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

type Direction = "toServer" | "toClient";

export interface TcpProxy {
  /** The address of what is behind, by way of the proxy. */
  url: string;
  /** How many connections there have been. */
  opened(): number;
  /** Holds bytes back for so long, those under way too; Infinity swallows them until it is less. */
  delay(ms: number, directions?: readonly Direction[]): void;
  /** Swallows all that comes on the connections there are, for good; new ones work. */
  strand(): void;
  /** Resets all connections there are. */
  cut(): void;
  /** Whether new connections are reset at once. */
  refuse(isRefusing: boolean): void;
  /** Resets all there are, and takes no more. */
  close(): Promise<void>;
}

const both: readonly Direction[] = ["toServer", "toClient"];

/**
 * A line to the server at `url` on which everything can go wrong.
 * @param onSent hears what the callers send, byte for byte
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
      // Neither end hears of the other's.
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

/** One direction of one connection: what comes is passed on in its order once it is due. */
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
