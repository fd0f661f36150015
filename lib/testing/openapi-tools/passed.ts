import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../../..");
/** Of all the tools that are installed, each by its exact version. */
export const manifests = join(root, "scripts/openapi-tools");
const kept = join(manifests, "passed");

/** What decides on the outcome: both documents, the tools' versions, and how they are run. */
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

/** Whether all of this has passed before. */
export function hasPassed(): boolean {
  return readFileSync(kept, "utf8").trim() === hash;
}

/** Keeps that it has, for the next commit. */
export function keepPassed(): void {
  writeFileSync(kept, `${hash}\n`);
}
