import { AppError, invalidField } from "#lib/errors.ts";
import { isMediaType, readBytes } from "#lib/http/body.ts";

/** The longest password and passkey response, with every character escaped. */
export const maxFormBytes = 16 * 1024;

const formType = "application/x-www-form-urlencoded";

/**
 * Reads the fields of a form. Throws `unsupported_media_type`, `payload_too_large` before it is
 * parsed, and `bad_request` for a repeated field.
 */
export async function readForm(request: Request): Promise<Record<string, string>> {
  const { headers } = request;
  if (!isMediaType(headers.get("content-type"), headers.get("content-encoding"), formType)) {
    throw new AppError("unsupported_media_type", `The request body must be sent as ${formType}`);
  }
  const fields = [...new URLSearchParams((await readBytes(request, maxFormBytes)).toString())];
  if (new Set(fields.map(([name]) => name)).size < fields.length) {
    throw invalidField("body", "The body contains a duplicate name");
  }
  return Object.fromEntries(fields);
}
