import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isSetting } from "#lib/testing/deployment/settings.ts";

const folder = "deploy/systemd";
const units = ["migrate", "portal", "verifier"].map((name) => `keysmith-${name}.service`);
const hasSystemd = spawnSync("systemd-analyze", ["--version"]).status === 0;

test.each(units)("%s names settings that exist, each secret by a credential", (unit) => {
  const text = readFileSync(join(folder, unit), "utf8");
  const variables = [...text.matchAll(/^Environment=(.*)$/gm)].flatMap(([, line = ""]) =>
    line.split(" ").map((pair) => pair.split("=") as [string, string]),
  );
  expect(variables.filter(([name]) => !isSetting(name))).toEqual([]);
  const files = variables.filter(([name]) => name.endsWith("_FILE")).map(([, path]) => path);
  const credentials = [...text.matchAll(/^LoadCredential=([^:]+):/gm)].map(([, name]) => name);
  expect(files).toEqual(credentials.map((name) => `%d/${name}`));
});

test.skipIf(!hasSystemd)("systemd finds nothing wrong with the units", () => {
  const copies = mkdtempSync(join(tmpdir(), "keysmith-units-"));
  const verify = (change: (text: string) => string) => {
    for (const unit of units) {
      const text = readFileSync(join(folder, unit), "utf8");
      writeFileSync(
        join(copies, unit),
        // The program and the account of an installation are not here.
        change(text)
          .replaceAll("/opt/keysmith/bin/node", process.execPath)
          .replaceAll(/^(User|Group)=keysmith$/gm, "$1=daemon"),
      );
    }
    const paths = units.map((unit) => join(copies, unit));
    return spawnSync("systemd-analyze", ["verify", "--man=no", ...paths], { encoding: "utf8" });
  };
  try {
    const { status, stderr } = verify((text) => text);
    const own = stderr.split("\n").filter((line) => line.includes("keysmith-"));
    expect([status, own]).toEqual([0, []]);
    const misspelled = verify((text) => text.replace("ProtectSystem=", "ProtectSystems="));
    expect(misspelled.stderr).toContain("ProtectSystems");
  } finally {
    rmSync(copies, { recursive: true });
  }
});
