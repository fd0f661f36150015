import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../../..");
/** Manifests of all installed tools, with exact versions. */
export const manifests = join(root, "scripts/openapi-tools");
const kept = join(manifests, "passed");

/**
 * Hash of everything that affects the result: both documents, the tools' versions, and how they
 * run.
 */
const hash = (() => {
  const sources = readdirSync(import.meta.dirname).sort();
  const paths = [
    ...[
      "docs/openapi.json",
      "docs/postman.json",
      "lib/reference/openapi-tools.integration.test.ts",
    ],
    ...["package.json", "package-lock.json"].map((name) => `scripts/openapi-tools/${name}`),
    ...sources.map((name) => `lib/testing/openapi-tools/${name}`),
  ];
  const hash = createHash("sha256");
  for (const path of paths) hash.update(readFileSync(join(root, path))).update("\0");
  return hash.digest("hex");
})();

/** Returns whether this combination has passed before. */
export function hasPassed(): boolean {
  return readFileSync(kept, "utf8").trim() === hash;
}

/** Records the pass for the next commit. */
export function keepPassed(): void {
  writeFileSync(kept, `${hash}\n`);
}
