import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const headers: Record<string, string> = JSON.parse(process.env.BENCH_HEADERS ?? "{}");

/**
 * A node:http server and nothing else: reads a request to its end and answers what `answer` makes of
 * the body, with the headers in BENCH_HEADERS. Says where it listens, as the verifier does.
 */
export async function serve(answer: (body: Buffer) => string | Promise<string>): Promise<number> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = answer(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks));
      if (typeof text === "string") return send(response, text);
      text.then(
        (known) => send(response, known),
        (error) => {
          console.error(error);
          response.writeHead(500, { "Content-Length": 0 }).end();
        },
      );
    });
  });
  process.once("SIGTERM", () => process.exit());
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  console.log(`http://localhost:${port}`);
  return port;
}

function send(response: ServerResponse, text: string): void {
  response.writeHead(200, { ...headers, "Content-Length": Buffer.byteLength(text) });
  response.end(text);
}
