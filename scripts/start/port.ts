import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

/**
 * The port to listen on: the wished one when it is free, any free one for 0.
 * @param variable that chooses it, for the text of the error
 * @throws Error that says what to do when it cannot be had
 */
export async function findPort(wished: number, variable?: string): Promise<number> {
  const probe = createServer();
  try {
    probe.listen(wished);
    await once(probe, "listening");
    return (probe.address() as AddressInfo).port;
  } catch (error) {
    throw explainListenError(error, wished, variable);
  } finally {
    probe.close();
  }
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
  return error;
}
