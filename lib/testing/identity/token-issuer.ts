import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface TestTokenIssuer {
  /** Each path below it is an issuer with the same keys. */
  origin: string;
  keys: unknown[];
  /** Replaces the server's response if it returns true. */
  answer: ((res: ServerResponse, path: string) => boolean) | null;
  /** Paths of all requests. */
  asked: string[];
  close(): void;
}

/** Starts the public part of a token issuer: its discovery document and its keys. */
export async function startTokenIssuer(): Promise<TestTokenIssuer> {
  const server = createServer((req, res) => {
    const path = req.url ?? "";
    issuer.asked.push(path);
    if (issuer.answer?.(res, path)) return;
    const [name = ""] = path.split("/.well-known/");
    const discovery = { issuer: `${issuer.origin}${name}`, jwks_uri: `${issuer.origin}/jwks` };
    res.end(JSON.stringify(path.endsWith("/jwks") ? { keys: issuer.keys } : discovery));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer: TestTokenIssuer = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    keys: [],
    answer: null,
    asked: [],
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return issuer;
}
