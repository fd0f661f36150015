import { createReference } from "#lib/reference/document.ts";

/** A text of the reference with the operator's prefix of keys in place of `ks`. */
export function withKeyPrefix<T>(value: T, keyPrefix: string): T {
  const text = JSON.stringify(value).replace(/\bks_(?=live|test)/g, `${keyPrefix}_`);
  return JSON.parse(text) as T;
}

/** The OpenAPI document of a server at `origin` whose full keys begin with `keyPrefix`. */
export function createBrandedReference(origin: string, keyPrefix: string) {
  return withKeyPrefix(createReference(origin), keyPrefix);
}
