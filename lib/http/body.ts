import { isAscii } from "node:buffer";
import { AppError, invalidField } from "#lib/errors.ts";
import { JsonError, parseStrictJson } from "#lib/http/json.ts";

export const maxBodyBytes = 64 * 1024;

/**
 * Reads the JSON of a request. Throws `unsupported_media_type` (not application/json, or compressed),
 * `payload_too_large` before it is parsed, and `bad_request`.
 * @param prove checks the bytes before they are parsed
 */
export async function readJson(
  request: Request,
  prove?: (bytes: Buffer) => Promise<void> | undefined,
): Promise<unknown> {
  const { headers } = request;
  checkMediaType(headers.get("content-type"), headers.get("content-encoding"));
  const bytes = await readBytes(request, maxBodyBytes);
  await prove?.(bytes);
  return decodeJson(bytes);
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Parses the JSON in the bytes of a body. Throws `bad_request`. */
export function decodeJson(bytes: Buffer): unknown {
  try {
    return parseStrictJson(isAscii(bytes) ? bytes.toString("latin1") : decoder.decode(bytes));
  } catch (error) {
    if (error instanceof JsonError) throw invalidField("body", error.message);
    throw invalidField("body", "The body is not valid UTF-8");
  }
}

/**
 * Throws `unsupported_media_type` unless a body is application/json and uncompressed. It is UTF-8
 * whatever its `charset` says (RFC 8259 section 11).
 */
export function checkMediaType(contentType: string | null, contentEncoding: string | null): void {
  if (isMediaType(contentType, contentEncoding, "application/json")) return;
  throw new AppError("unsupported_media_type");
}

/** Whether a body is of a media type, with any parameters, and uncompressed. */
export function isMediaType(
  contentType: string | null,
  contentEncoding: string | null,
  wanted: string,
): boolean {
  if (contentType === wanted && contentEncoding === null) return true;
  const [type = ""] = (contentType ?? "").split(";");
  const isIdentity = (contentEncoding ?? "identity").toLowerCase() === "identity";
  return type.trim().toLowerCase() === wanted && isIdentity;
}

/** Collects the chunks of a body. Throws `payload_too_large` before more than `maxBytes` are kept. */
export class BodyBuffer {
  readonly #maxBytes: number;
  readonly #chunks: Uint8Array[] = [];
  #size = 0;

  /** @param announced the Content-Length, where there is one */
  constructor(maxBytes: number, announced: string | null | undefined) {
    this.#maxBytes = maxBytes;
    this.#require(Number(announced ?? 0));
  }

  add(chunk: Uint8Array): void {
    this.#size += chunk.byteLength;
    this.#require(this.#size);
    this.#chunks.push(chunk);
  }

  toBuffer(): Buffer {
    const [only = Buffer.alloc(0)] = this.#chunks;
    const isWhole = this.#chunks.length < 2 && Buffer.isBuffer(only);
    return isWhole ? only : Buffer.concat(this.#chunks);
  }

  #require(size: number): void {
    if (size <= this.#maxBytes) return;
    const limit = `${this.#maxBytes / 1024} KiB`;
    throw new AppError("payload_too_large", `The request body is larger than ${limit}`);
  }
}

export function incompleteBody(cause: unknown): AppError {
  return new AppError("bad_request", "The request ended before its body was complete", { cause });
}

/** Reads the bytes of a body. Throws `payload_too_large`, `bad_request`. */
export async function readBytes(request: Request, maxBytes: number): Promise<Buffer> {
  const body = new BodyBuffer(maxBytes, request.headers.get("content-length"));
  try {
    for await (const chunk of request.body ?? []) body.add(chunk);
  } catch (error) {
    throw error instanceof AppError ? error : incompleteBody(error);
  }
  return body.toBuffer();
}
