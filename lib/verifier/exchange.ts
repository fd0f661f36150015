import type { IncomingMessage, ServerResponse } from "node:http";
import { BodyBuffer, checkMediaType, decodeJson, incompleteBody } from "#lib/http/body.ts";
import { describeFailure, type FailedRequest } from "#lib/http/errors.ts";
import { log } from "#lib/log.ts";

/** The response of an endpoint; without a body 204. */
export interface Answer {
  status: number;
  body?: string;
  contentType?: string;
  headers?: [string, string][];
}

export const json = (value: unknown, status = 200): Answer => ({
  status,
  body: JSON.stringify(value),
});

/** Headers of every response. */
export const commonHeaders: readonly [string, string][] = [
  ["Cache-Control", "no-store"],
  ["X-Content-Type-Options", "nosniff"],
];

/** Reads the JSON of a request. Throws as `readJson` of the portal does. */
export async function readJsonBody(req: IncomingMessage, maxBytes: number): Promise<unknown> {
  const { "content-type": type = null, "content-encoding": encoding = null } = req.headers;
  checkMediaType(type, encoding);
  return decodeJson(await readBytes(req, maxBytes));
}

/** By events, which cost less than iterating over the request. */
function readBytes(req: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const body = new BodyBuffer(maxBytes, req.headers["content-length"]);
    req.on("data", (chunk: Buffer) => {
      try {
        body.add(chunk);
      } catch (error) {
        reject(error);
      }
    });
    req.on("end", () => resolve(body.toBuffer()));
    req.on("error", (cause) => reject(incompleteBody(cause)));
  });
}

/** @param onLeave called right before the response is written, at the end of this turn of the event loop */
export function sendAnswer(
  res: ServerResponse,
  requestId: string,
  answer: Answer,
  onLeave: () => void,
): void {
  const { status, body, contentType = "application/json", headers = [] } = answer;
  const fields = ["X-Request-Id", requestId];
  for (const [name, value] of commonHeaders) fields.push(name, value);
  for (const [name, value] of headers) fields.push(name, value);
  if (body !== undefined) {
    fields.push("Content-Type", contentType, "Content-Length", String(Buffer.byteLength(body)));
  }
  due.push({ res, status, fields, body, onLeave });
  if (due.length === 1) setImmediate(sendDue);
}

interface DueAnswer {
  res: ServerResponse;
  status: number;
  fields: string[];
  body: string | undefined;
  onLeave(): void;
}

let due: DueAnswer[] = [];

/**
 * Writes the responses of one turn of the event loop at its end: each write may wake the process that
 * waits for it, and a burst of them wakes it once.
 */
function sendDue(): void {
  const leaving = due;
  due = [];
  for (const { res, status, fields, body, onLeave } of leaving) {
    try {
      onLeave();
      res.writeHead(status, fields);
      res.end(body);
    } catch (error) {
      // One that cannot be written holds up no other.
      log.error({ err: error }, "answer not written");
      res.destroy();
    }
  }
}

/** Puts any error in the envelope of the contract; what is private goes to the log. */
export function failureAnswer(error: unknown, request: FailedRequest): Answer {
  const { status, envelope, headers } = describeFailure(error, request);
  return { status, body: JSON.stringify(envelope), headers };
}
