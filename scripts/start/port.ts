import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

/**
 * Returns the wished port if it is free, or any free one for 0.
 * @param host all interfaces by default
 * @param variable the setting of the port, for the error message
 * @throws Error with instructions if the port is unavailable
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

/** Returns the URL of a server listening on `host`, as typed on this machine. */
export function shownAddress(host: string | undefined, port: number): string {
  return `http://${toReachable(host, "localhost")}:${port}`;
}

/** Returns the host by which this machine reaches a listener on `host`; `local` for its own. */
export function toReachable(host: string | undefined, local: string): string {
  if (host === undefined || ["0.0.0.0", "::", "127.0.0.1"].includes(host)) return local;
  return host.includes(":") ? `[${host}]` : host;
}

/** Explains a failed listen, with the service's own variable and script if it has them. */
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
    return new Error(
      `Port ${port} is in use. Stop the program that uses it, or choose another port: ${other}`,
    );
  }
  if (code === "EACCES") {
    return new Error(
      `This account isn't allowed to listen on port ${port}. Choose another port: ${other}`,
    );
  }
  if (code === "EADDRNOTAVAIL") {
    const hostVariable = variable.replace("PORT", "HOST");
    return new Error(`This machine doesn't have this address. Set another one in ${hostVariable}.`);
  }
  return error;
}
