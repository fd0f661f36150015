import { type KeyDatabase, secretsEnv, token } from "#bench/verify/databases.ts";
import { type ProgramOptions, type RunningProgram, startProgram } from "#bench/verify/program.ts";

export const verifyPath = "/v1/verify";

/** An instance of the verifier on any free port. */
export function startVerifier(
  { url }: KeyDatabase,
  env: Record<string, string> = {},
  options: ProgramOptions = {},
): Promise<RunningProgram> {
  return startProgram("scripts/verifier.ts", {
    ...options,
    env: { ...secretsEnv, DATABASE_URL: url, VERIFIER_PORT: "0", DRAIN_SECONDS: "0", ...env },
  });
}

export interface Sample {
  headers: Record<string, string>;
  body: string;
}

/** Sent by node:http itself. */
const ofEveryServer = ["connection", "content-length", "date", "keep-alive"];

/** One answer of a verifier, for the bare servers to answer with as many bytes. */
export async function takeSample(port: number, key: string): Promise<Sample> {
  const response = await fetch(`http://127.0.0.1:${port}${verifyPath}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify({ key }),
  });
  const headers = [...response.headers].filter(([name]) => !ofEveryServer.includes(name));
  return { headers: Object.fromEntries(headers), body: await response.text() };
}
