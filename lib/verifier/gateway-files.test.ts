import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";

const folder = resolve(import.meta.dirname, "../../deploy/gateways");
const read = async (name: string) => (await readFile(resolve(folder, name), "utf8")).trimEnd();

const identity = [
  ...["Merchant", "Application", "Key", "Environment", "Scopes"],
  ...["External-Id", "Application-External-Id", "Merchant-External-Id", "Metadata"],
];
const others = ["Service-Token", "Scope", "Code"];
const named = (names: string[]) => names.map((name) => `x-keysmith-${name}`.toLowerCase());

/** Returns the lines indented below the line `start`. */
function getBlock(text: string, start: string): string[] {
  const lines = text.split("\n");
  const first = lines.findIndex((line) => line.trim() === start);
  if (first < 0) throw new Error(`There is no ${start}`);
  const getDepth = (line: string) => line.length - line.trimStart().length;
  const length = lines
    .slice(first + 1)
    .findIndex((line) => line.trim() !== "" && getDepth(line) <= getDepth(lines[first] ?? ""));
  const end = length < 0 ? lines.length : first + 1 + length;
  return lines.slice(first + 1, end).map((line) => line.trim());
}

const listItems = (lines: string[], mark: string) =>
  lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(mark.length).trim());

const envoy = await read("envoy.yaml");
const traefik = await read("traefik-dynamic.yml");

describe("Envoy", () => {
  test("lets nobody through whom the verifier has not admitted", () => {
    const filter = getBlock(envoy, "- name: envoy.filters.http.ext_authz");
    expect(filter).toEqual(
      expect.arrayContaining([
        "transport_api_version: V3",
        "failure_mode_allow: false",
        "status_on_error: { code: ServiceUnavailable }",
        "path_prefix: /v1/authorize",
      ]),
    );
    expect(envoy).not.toMatch(/with_request_body|disabled: true|filter_enabled/);
    const order = [...envoy.matchAll(/- name: envoy\.filters\.http\.(\w+)/g)].map(
      ([, name]) => name,
    );
    expect(order).toEqual(["header_mutation", "ext_authz", "router"]);
  });

  test("clears what a client says of itself before anything reads it", () => {
    const removed = listItems(getBlock(envoy, "mutations:"), "- remove:");
    expect(removed).toEqual(
      expect.arrayContaining(["x-forwarded-for", ...named([...identity, ...others])]),
    );
    expect(envoy).toContain("headers_with_underscores_action: DROP_HEADER");
    expect(envoy).toContain("use_remote_address: true");
  });

  test("tells each side what it needs and no more", () => {
    expect(listItems(getBlock(envoy, "allowed_headers:"), "- exact:")).toEqual([
      "x-api-key",
      "user-agent",
      "x-forwarded-for",
      "x-request-id",
      "x-keysmith-scope",
    ]);
    expect(listItems(getBlock(envoy, "allowed_upstream_headers:"), "- exact:")).toEqual(
      named(identity),
    );
    const told = listItems(getBlock(envoy, "allowed_client_headers:"), "- exact:");
    expect(told).toEqual(expect.arrayContaining(["content-type", "retry-after"]));
    expect(told.filter((name) => name.startsWith("x-keysmith"))).toEqual([]);
    expect(listItems(getBlock(envoy, "request_headers_to_remove:"), "-")).toEqual([
      "authorization",
      "x-api-key",
      "x-keysmith-scope",
    ]);
    expect(getBlock(envoy, "headers_to_add:")).toContain(
      'value: "%ENVIRONMENT(KEYSMITH_SERVICE_TOKEN)%"',
    );
  });
});

describe("Traefik", () => {
  test("asks the verifier between clearing and hiding, on every route", () => {
    const routes = [...traefik.matchAll(/^ +middlewares: \[(keysmith.*)\]$/gm)].map(
      ([, names]) => names,
    );
    expect(routes).toEqual([
      "keysmith",
      "keysmith-payments",
      "keysmith-clear, keysmith-authorize, keysmith-hide",
      "keysmith-clear, keysmith-scope-payments, keysmith-authorize, keysmith-hide",
    ]);
    expect([...traefik.matchAll(/^ +rule:/gm)]).toHaveLength(2);
  });

  test("clears what a client says of itself, and trusts no proxy before it", async () => {
    const cleared = getBlock(traefik, "keysmith-clear:");
    for (const name of [...identity, "Scope", "Code"]) {
      expect(cleared).toContain(`X-Keysmith-${name}: ""`);
    }
    expect(cleared).toContain(`X-Keysmith-Service-Token: '{{ env "KEYSMITH_SERVICE_TOKEN" }}'`);
    const asked = getBlock(traefik, "keysmith-authorize:");
    expect(asked).toContain("trustForwardHeader: false");
    expect(traefik).not.toMatch(/forwardBody|authResponseHeadersRegex/);
    expect(await read("traefik.yml")).not.toMatch(/insecure: true|^ +trustedIPs/m);
  });

  test("tells each side what it needs and no more", () => {
    const asked = getBlock(traefik, "keysmith-authorize:");
    expect(asked.slice(asked.indexOf("authRequestHeaders:"))).toEqual([
      "authRequestHeaders:",
      "- Authorization",
      "- X-API-Key",
      "- User-Agent",
      "- X-Keysmith-Service-Token",
      "- X-Keysmith-Scope",
      "authResponseHeaders:",
      ...identity.map((name) => `- X-Keysmith-${name}`),
      "",
    ]);
    expect(getBlock(traefik, "keysmith-hide:")).toEqual(
      expect.arrayContaining([
        'X-Keysmith-Service-Token: ""',
        'X-Keysmith-Scope: ""',
        'Authorization: ""',
        'X-API-Key: ""',
      ]),
    );
  });
});

test.each(["nginx.conf", "Caddyfile", "envoy.yaml", "traefik.yml", "traefik-dynamic.yml"])(
  "%s has no token in it",
  async (name) => {
    expect(await read(name)).not.toMatch(/\b[a-z]+_(service|svc|live|test)_\w{20}/);
  },
);
