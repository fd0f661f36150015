import type { IncomingMessage, ServerResponse } from "node:http";
import { BodyBuffer, checkMediaType, decodeJson, incompleteBody } from "#lib/http/body.ts";
import { describeFailure, type FailedRequest } from "#lib/http/errors.ts";
import { log } from "#lib/log.ts";

/** Response of an endpoint; 204 without a body. */
export interface EndpointResponse {
  status: number;
  body?: string;
  contentType?: string;
  headers?: [string, string][];
}

export const json = (value: unknown, status = 200): EndpointResponse => ({
  status,
  body: JSON.stringify(value),
});

/** Headers of every response. */
export const commonHeaders: readonly [string, string][] = [
  ["Cache-Control", "no-store"],
  ["X-Content-Type-Options", "nosniff"],
];

/** Reads a JSON body, with the same errors as the portal's `readJson`. */
export async function readJsonBody(req: IncomingMessage, maxBytes: number): Promise<unknown> {
  const { "content-type": type = null, "content-encoding": encoding = null } = req.headers;
  checkMediaType(type, encoding);
  return decodeJson(await readBytes(req, maxBytes));
}

/** Uses events, which cost less than async iteration over the request. */
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

/** @param onLeave called just before the response is written, at the end of this event loop turn */
export function sendResponse(
  res: ServerResponse,
  requestId: string,
  response: EndpointResponse,
  onLeave: () => void,
): void {
  const { status, body, contentType = "application/json", headers = [] } = response;
  const fields = ["X-Request-Id", requestId];
  for (const [name, value] of commonHeaders) fields.push(name, value);
  for (const [name, value] of headers) fields.push(name, value);
  if (body !== undefined) {
    fields.push("Content-Type", contentType, "Content-Length", String(Buffer.byteLength(body)));
  }
  due.push({ res, status, fields, body, onLeave });
  if (due.length === 1) setImmediate(sendDue);
}

interface DueResponse {
  res: ServerResponse;
  status: number;
  fields: string[];
  body: string | undefined;
  onLeave(): void;
}

let due: DueResponse[] = [];

/**
 * Writes all responses at the end of an event loop turn: each write may wake the process that waits
 * for it, and a batch wakes it once.
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
      // A failed write must not block the others.
      log.error({ err: error }, "answer not written");
      res.destroy();
    }
  }
}

/** Turns any error into the contract's error response, and logs its private details. */
export function toErrorResponse(error: unknown, request: FailedRequest): EndpointResponse {
  const { status, envelope, headers } = describeFailure(error, request);
  return { status, body: JSON.stringify(envelope), headers };
}
