import { type Brand, createBrand } from "#lib/brand/brand.ts";
import { processWide } from "#lib/process-wide.ts";
import { getConfig } from "#lib/runtime/config.ts";

/** Returns the operator's brand, read at start. Throws an Error that names the wrong setting. */
export function getBrand(): Brand {
  return processWide("brand", () => createBrand(getConfig()));
}
