import { createReference } from "#lib/reference/document.ts";

/** Replaces the prefix `ks` in a text of the reference with the operator's. */
export function withKeyPrefix<T>(value: T, keyPrefix: string): T {
  const text = JSON.stringify(value).replace(/\bks_(?=live|test)/g, `${keyPrefix}_`);
  return JSON.parse(text) as T;
}

/** Creates the OpenAPI document of a server at `origin` with the operator's key prefix. */
export function createBrandedReference(origin: string, keyPrefix: string) {
  return withKeyPrefix(createReference(origin), keyPrefix);
}
