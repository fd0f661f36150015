import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

/**
 * The port to listen on: the wished one when it is free, any free one for 0.
 * @param host to listen on; all addresses of this machine by default
 * @param variable that chooses the port, for the text of the error
 * @throws Error that says what to do when it cannot be had
 */
export async function findPort(wished: number, host?: string, variable?: string): Promise<number> {
  const probe = createServer();
  try {
    probe.listen({ port: wished, host });
    await once(probe, "listening");
    return (probe.address() as AddressInfo).port;
  } catch (error) {
    throw explainListenError(error, wished, variable);
  } finally {
    probe.close();
  }
}

/** Where a server is found that listens on `host`, as a person on this machine writes it. */
export function shownAddress(host: string | undefined, port: number): string {
  return `http://${toReachable(host, "localhost")}:${port}`;
}

/** The host by which this machine reaches what listens on `host`: `local` for one of its own. */
export function toReachable(host: string | undefined, local: string): string {
  if (host === undefined || ["0.0.0.0", "::", "127.0.0.1"].includes(host)) return local;
  return host.includes(":") ? `[${host}]` : host;
}

/** Puts a failed listen into words; for a service of its own with its variable and script. */
export function explainListenError(
  error: unknown,
  port: number,
  variable = "PORT",
  script = "start",
): unknown {
  const { code } = error as NodeJS.ErrnoException;
  const command = script === "start" ? "npm start" : `npm run ${script}`;
  const other = `${variable}=${port >= 1024 && port < 65535 ? port + 1 : 3000} ${command}`;
  if (code === "EADDRINUSE") {
    return new Error(`Port ${port} is in use. Stop what uses it, or choose another: ${other}`);
  }
  if (code === "EACCES") {
    return new Error(`This account may not listen on port ${port}. Choose another: ${other}`);
  }
  if (code === "EADDRNOTAVAIL") {
    const hostVariable = variable.replace("PORT", "HOST");
    return new Error(`This machine has no such address. Choose another one in ${hostVariable}.`);
  }
  return error;
}
