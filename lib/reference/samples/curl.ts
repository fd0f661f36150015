import { type Call, toJson } from "#lib/reference/samples/call.ts";

export function writeCurl({ method, url, headers, body }: Call): string {
  const parts = [
    `curl -X ${method} "${url}"`,
    ...headers.map(([name, value]) => `-H "${name}: ${value}"`),
    ...(body === undefined ? [] : [`-d '${toJson(body).replaceAll("'", "'\\''")}'`]),
  ];
  return parts.join(" \\\n  ");
}
