import { headers } from "next/headers";
import { getPublicUrl } from "#lib/http/public-url.ts";
import { getConfig } from "#lib/runtime/config.ts";
import { getServer } from "#lib/runtime/server.ts";

/** Returns the product's name and URL as the reader sees them. */
export async function readPlace() {
  return { config: getConfig(), url: getPublicUrl(await headers(), getServer().env.KEYSMITH_URL) };
}
