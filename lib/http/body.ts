import { isAscii } from "node:buffer";
import { AppError, invalidField } from "#lib/errors.ts";
import { JsonError, parseStrictJson } from "#lib/http/json.ts";

export const maxBodyBytes = 64 * 1024;

/**
 * The JSON of a request. Throws `unsupported_media_type` (not application/json, or compressed),
 * `payload_too_large` before it is parsed, and `bad_request`.
 * @param prove sees the bytes as they came, before they are parsed
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

/** The JSON in the bytes of a body. Throws `bad_request`. */
export function decodeJson(bytes: Buffer): unknown {
  try {
    return parseStrictJson(isAscii(bytes) ? bytes.toString("latin1") : decoder.decode(bytes));
  } catch (error) {
    if (error instanceof JsonError) throw invalidField("body", error.message);
    throw invalidField("body", "The body is not valid UTF-8");
  }
}

/**
 * Throws `unsupported_media_type` unless a body is application/json and uncompressed. Parameters mean
 * nothing there (RFC 8259 section 11): it is UTF-8, whatever `charset` says of it.
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

/** The bytes of a body. Throws `payload_too_large` before more than `maxBytes` are kept. */
export async function readBytes(request: Request, maxBytes: number): Promise<Buffer> {
  const tooLarge = () =>
    new AppError("payload_too_large", `The request body is larger than ${maxBytes / 1024} KiB`);
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      if (size > maxBytes) break;
      chunks.push(chunk);
    }
  } catch (cause) {
    throw new AppError("bad_request", "The request ended before its body was complete", { cause });
  }
  if (size > maxBytes) throw tooLarge();
  return Buffer.concat(chunks);
}
