import { headers } from "next/headers";
import { config } from "#keysmith.config.ts";
import { getPublicUrl } from "#lib/http/public-url.ts";
import { getServer } from "#lib/runtime/server.ts";

/** What the texts name: the product, and the address under which the reader knows it. */
export async function readPlace() {
  return { config, url: getPublicUrl(await headers(), getServer().env.KEYSMITH_URL) };
}
