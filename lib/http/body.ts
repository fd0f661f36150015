import { isAscii } from "node:buffer";
import { AppError, invalidField } from "#lib/errors.ts";
import { JsonError, parseStrictJson } from "#lib/http/json.ts";

export const maxBodyBytes = 64 * 1024;

/**
 * The JSON of a request. Throws `unsupported_media_type` (not application/json in UTF-8, or
 * compressed), `payload_too_large` before it is parsed, and `bad_request`.
 * @param prove sees the bytes as they came, before they are parsed
 */
export async function readJson(
  request: Request,
  prove?: (bytes: Buffer) => Promise<void> | undefined,
): Promise<unknown> {
  const { headers } = request;
  checkMediaType(headers.get("content-type"), headers.get("content-encoding"));
  const bytes = await readBytes(request);
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

/** Throws `unsupported_media_type` unless a body is application/json in UTF-8 and uncompressed. */
export function checkMediaType(contentType: string | null, contentEncoding: string | null): void {
  if (contentType === "application/json" && contentEncoding === null) return;
  const [type = "", ...parameters] = (contentType ?? "").toLowerCase().split(";");
  const isPlain = parameters.every((parameter) => {
    const [name = "", value = ""] = parameter.split("=");
    return name.trim() !== "charset" || value.trim().replaceAll('"', "") === "utf-8";
  });
  const isIdentity = (contentEncoding ?? "identity").toLowerCase() === "identity";
  if (type.trim() === "application/json" && isPlain && isIdentity) return;
  throw new AppError("unsupported_media_type");
}

async function readBytes(request: Request): Promise<Buffer> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBodyBytes) {
    throw new AppError("payload_too_large");
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      if (size > maxBodyBytes) break;
      chunks.push(chunk);
    }
  } catch (cause) {
    throw new AppError("bad_request", "The request ended before its body was complete", { cause });
  }
  if (size > maxBodyBytes) throw new AppError("payload_too_large");
  return Buffer.concat(chunks);
}
