import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError } from "#lib/errors.ts";
import { checkMediaType, decodeJson } from "#lib/http/body.ts";
import { describeFailure, type FailedRequest } from "#lib/http/errors.ts";
import { parseRequestId } from "#lib/http/server/request-headers.ts";
import { log } from "#lib/log.ts";

/** What an endpoint answers; without a body 204. */
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

/** What every response carries. */
export const commonHeaders: readonly [string, string][] = [
  ["Cache-Control", "no-store"],
  ["X-Content-Type-Options", "nosniff"],
];

/** The id by which the log and the answer know a request. */
export function readRequestId(req: IncomingMessage): string {
  return parseRequestId(req.headers["x-request-id"]) ?? randomUUID();
}

/**
 * The JSON of a request. Throws `unsupported_media_type`, `payload_too_large`, `bad_request`.
 */
export async function readJsonBody(req: IncomingMessage, maxBytes: number): Promise<unknown> {
  const { "content-type": type = null, "content-encoding": encoding = null } = req.headers;
  checkMediaType(type, encoding);
  return decodeJson(await readBytes(req, maxBytes));
}

function readBytes(req: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const tooLarge = () =>
    new AppError(
      "payload_too_large",
      `The request body is larger than ${Math.floor(maxBytes / 1024)} KiB`,
    );
  if (Number(req.headers["content-length"] ?? 0) > maxBytes) return Promise.reject(tooLarge());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    req.on("data", (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size > maxBytes) reject(tooLarge());
      else chunks.push(chunk);
    });
    req.on("end", () => {
      const [only = Buffer.alloc(0)] = chunks;
      resolve(chunks.length > 1 ? Buffer.concat(chunks) : only);
    });
    const incomplete = "The request ended before its body was complete";
    req.on("error", (cause) => reject(new AppError("bad_request", incomplete, { cause })));
  });
}

/** @param onLeave told right before the answer leaves, at the end of this turn of the event loop */
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
 * Answers of one turn of the event loop leave one after the other at its end: each write may wake
 * whoever waits for it, and a burst of them wakes it once.
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

/** Any error in the envelope of the contract; what is private goes to the log. */
export function failureAnswer(error: unknown, request: FailedRequest): Answer {
  const { status, envelope, headers } = describeFailure(error, request);
  return { status, body: JSON.stringify(envelope), headers };
}
