import { type Call, toJson } from "#lib/reference/samples/call.ts";

export function writeRuby({ method, url, headers, body }: Call): string {
  const verb = method.charAt(0) + method.slice(1).toLowerCase();
  return [
    "require 'net/http'",
    "require 'json'",
    "",
    `uri = URI('${url}')`,
    "http = Net::HTTP.new(uri.host, uri.port)",
    ...(url.startsWith("https:") ? ["http.use_ssl = true"] : []),
    "",
    `request = Net::HTTP::${verb}.new(uri)`,
    ...headers.map(([name, value]) => `request['${name}'] = '${value}'`),
    ...(body === undefined ? [] : [`request.body = '${toJson(body).replaceAll("'", "\\'")}'`]),
    "",
    "response = http.request(request)",
    "puts response.body",
  ].join("\n");
}
