import { getVariablePrefix } from "#lib/brand/names.ts";

export interface Names {
  productName: string;
  keyPrefix: string;
  gatewayHeaders: string;
}

/**
 * Replaces the default names in a text, or in all texts of an object, by the operator's. Documents
 * are written with the default names, so that they read well in the repository.
 */
export function inBrand<T>(value: T, names: Names): T {
  return mapTexts(value, (text) => replaceNames(text, names));
}

/** Maps all texts of a value, however deep. */
export function mapTexts<T>(value: T, map: (text: string) => string): T {
  if (typeof value === "string") return map(value) as T;
  if (Array.isArray(value)) return value.map((each) => mapTexts(each, map)) as T;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, each]) => [name, mapTexts(each, map)]);
  return Object.fromEntries(entries) as T;
}

function replaceNames(text: string, names: Names): string {
  if (!/ks_|keysmith/i.test(text)) return text;
  const { productName, keyPrefix, gatewayHeaders } = names;
  return text
    .replace(/\bks_(?=(?:live|test|svc|pat)\b|(?:live|test|svc|pat)_)/g, () => `${keyPrefix}_`)
    .replace(/\bX-Keysmith(?=-)/g, () => gatewayHeaders)
    .replace(/\bKEYSMITH(?=_(?:API|SERVICE)_)/g, () => getVariablePrefix(names))
    .replace(/(?<=otpauth:\/\/totp\/)Keysmith\b/g, () => encodeURIComponent(productName))
    .replace(/\bkeysmith(?=_)/g, () => keyPrefix)
    .replace(/\bKeysmith\b/g, () => productName);
}
