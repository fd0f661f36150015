import { invalidField } from "#lib/errors.ts";
import { holdsSecret } from "#lib/text.ts";

const form = /^[\x21-\x7e]{1,255}$/;

/**
 * Reads the Idempotency-Key of a request, or null. Throws `bad_request` unless it is visible ASCII
 * and holds no key or token of ours.
 */
export function readIdempotencyKey(headers: Headers): string | null {
  const key = headers.get("idempotency-key");
  if (key !== null && !form.test(key)) {
    throw invalidField("Idempotency-Key", "Must be 1 to 255 visible ASCII characters");
  }
  if (key !== null && holdsSecret(key)) {
    throw invalidField("Idempotency-Key", "It must not contain an API key or token");
  }
  return key;
}
