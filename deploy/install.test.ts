import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { parseDatabaseUrl } from "#lib/db/url.ts";
import manifest from "#package.json" with { type: "json" };

const page = readFileSync("docs/operations/install.md", "utf8");

/** Returns the samples of a section, as one script each. */
function readSamples(title: string): string[] {
  const [, section = ""] = page.split(`\n## ${title}\n`);
  const [text = ""] = section.split("\n## ");
  return [...text.matchAll(/^```sh\n(.*?)^```/gms)].map(([, script = ""]) => script);
}

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "keysmith-install-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

function runSample(script: string, folder: string): void {
  execFileSync("bash", ["-euo", "pipefail", "-c", script], { cwd: folder, stdio: "pipe" });
}

function read(folder: string): Record<string, string> {
  const names = readdirSync(folder).sort();
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(join(folder, name), "utf8").trim()]),
  );
}

test("compose: the commands make each secret of compose.yaml, which every account can read", () => {
  const folder = makeFolder();
  const [secrets = ""] = readSamples("Compose");
  runSample(secrets, folder);
  const made = read(join(folder, "secrets"));
  const compose = parse(readFileSync("deploy/compose.yaml", "utf8"), { merge: true });
  expect(Object.keys(made)).toEqual(Object.keys(compose.secrets).sort());
  for (const name of ["key-hash-secret", "session-secret", "sealing-secret"]) {
    expect(made[name]?.length).toBeGreaterThanOrEqual(32);
    expect(statSync(join(folder, "secrets", name)).mode & 0o777).toBe(0o644);
  }
  for (const [url, password] of [
    ["database-url", "serving-password"],
    ["migration-database-url", "owner-password"],
  ] as const) {
    const { options } = parseDatabaseUrl(made[url] ?? "");
    expect(options.password).toBe(made[password]);
  }
});

test("a single machine: the commands make each credential of the units", () => {
  const folder = makeFolder();
  const [, secrets = ""] = readSamples("A single machine");
  runSample(secrets.replaceAll("/etc/keysmith", `${folder}/etc`), folder);
  const made = read(join(folder, "etc/secrets"));
  for (const unit of ["migrate", "portal", "verifier"]) {
    const text = readFileSync(`deploy/systemd/keysmith-${unit}.service`, "utf8");
    const paths = [...text.matchAll(/^LoadCredential=.*\/secrets\/(.*)$/gm)];
    const visible = Object.keys(made).filter(
      (name) => unit === "migrate" || name !== "migration-database-url",
    );
    expect(paths.map(([, name]) => name).sort()).toEqual(visible);
    expect(text).toContain("EnvironmentFile=/etc/keysmith/keysmith.env");
  }
  expect(readFileSync(join(folder, "etc/keysmith.env"), "utf8")).toMatch(/^KEYSMITH_URL=https:/);
});

test("Kubernetes: the Secret has each key that the chart mounts", () => {
  const [commands = ""] = readSamples("Kubernetes");
  const keys = [...commands.matchAll(/--from-literal=([a-z-]+)=/g)].map(([, key]) => key);
  const values = parse(readFileSync("deploy/helm/keysmith/values.yaml", "utf8"));
  const mounted = { ...values.secrets.keys, ...values.secrets.migrationKeys };
  expect(keys.sort()).toEqual(Object.values<string>(mounted).sort());
});

test("the commands name scripts and files that exist", () => {
  const commands = [...page.matchAll(/^```sh\n(.*?)^```/gms)].map(([, text]) => text).join("\n");
  const scripts = [...commands.matchAll(/npm run ([\w:-]+)/g)].map(([, name = ""]) => name);
  expect(scripts.filter((name) => !Object.hasOwn(manifest.scripts, name))).toEqual([]);
  const paths = [...commands.matchAll(/\bdeploy\/[\w./-]*\w/g)].map(([path]) => path);
  expect(paths.length).toBeGreaterThan(2);
  expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  const program = readFileSync("scripts/keysmith.ts", "utf8");
  for (const [, command] of commands.matchAll(/keysmith\.js (\w+)/g)) {
    expect(program).toContain(`${command}: {`);
  }
});
