import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import lock from "#package-lock.json" with { type: "json" };

interface Component {
  name: string;
  version: string;
  hashes?: { alg: string; content: string }[];
}

test("the bill of materials has every production package of the lock file with its checksum", () => {
  const folder = mkdtempSync(join(tmpdir(), "keysmith-sbom-"));
  try {
    const path = join(folder, "sbom.cdx.json");
    execFileSync(process.execPath, ["scripts/sbom.ts", path]);
    const bom = JSON.parse(readFileSync(path, "utf8"));
    expect(bom).toMatchObject({ bomFormat: "CycloneDX", specVersion: "1.5" });
    expect(bom.metadata.component).toMatchObject({ name: "keysmith" });

    const listed = (bom.components as Component[]).map(({ name, version, hashes = [] }) => {
      const checksum = hashes.map(({ content }) => Buffer.from(content, "hex").toString("base64"));
      return `${name}@${version} ${checksum.join()}`;
    });
    const locked = Object.entries(lock.packages)
      .filter(([place, entry]) => place && !("dev" in entry) && !("devOptional" in entry))
      .flatMap(([place, entry]) => {
        // A bundled package is covered by its bundler's checksum.
        if (!("integrity" in entry)) return [];
        const checksum = entry.integrity.replace("sha512-", "");
        return `${place.split("node_modules/").at(-1)}@${entry.version} ${checksum}`;
      });
    expect(locked.length).toBeGreaterThan(100);
    expect(locked.filter((one) => !listed.includes(one))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
