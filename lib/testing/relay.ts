import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface Relay {
  port: number;
  /** Connections since it began. */
  connections(): number;
  /** What the callers have sent since this was last asked, byte for byte. */
  takeSent(): string;
  /** Ends every connection, and takes no more. */
  cut(): Promise<void>;
}

/** Passes TCP on to a port of this machine, and takes note of it. */
export async function startRelay(target: number): Promise<Relay> {
  const sockets = new Set<Socket>();
  const sent: Buffer[] = [];
  let connections = 0;
  const server = createServer((caller) => {
    connections += 1;
    const callee = connect(target, "127.0.0.1");
    for (const [socket, other] of [
      [caller, callee],
      [callee, caller],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    caller.on("data", (chunk: Buffer) => sent.push(chunk));
    caller.pipe(callee).pipe(caller);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    takeSent: () => Buffer.concat(sent.splice(0)).toString("latin1"),
    cut: async () => {
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
