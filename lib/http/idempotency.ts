import { invalidField } from "#lib/errors.ts";

const form = /^[\x21-\x7e]{1,255}$/;

/** The Idempotency-Key of a request, or null. Throws `bad_request` unless it is visible ASCII. */
export function readIdempotencyKey(headers: Headers): string | null {
  const key = headers.get("idempotency-key");
  if (key !== null && !form.test(key)) {
    throw invalidField("Idempotency-Key", "It must be 1 to 255 visible ASCII characters");
  }
  return key;
}
