import type { ConsoleRequest } from "#components/reference/console/request-draft.ts";

/** Formats the request as HTTP. */
export function toHttp({ method, url, headers, body }: ConsoleRequest): string {
  const lines = [`${method} ${url}`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  return [...lines, ...(body === undefined ? [] : ["", body])].join("\n");
}

/** Formats the request as a curl command. The shell expands `variable`, which has the secret. */
export function toCurl(
  { method, url, headers, body }: ConsoleRequest,
  variable: string | null,
): string {
  const expanded = variable === null ? "\0" : `$${variable}`;
  const parts = [
    `curl ${method === "GET" ? "" : `-X ${method} `}${quote(url)}`,
    ...headers.map(([name, value]) =>
      value.includes(expanded) ? `-H "${name}: ${value}"` : `-H ${quote(`${name}: ${value}`)}`,
    ),
    ...(body === undefined ? [] : [`-d ${quote(body)}`]),
  ];
  return parts.join(" \\\n  ");
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
