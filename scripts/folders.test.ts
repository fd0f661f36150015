import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import { expect, test } from "vitest";

const roots = ["app", "client", "components", "drizzle", "lib", "scripts"];
const source = /(?<!\.test|\.d)\.(ts|tsx|mjs)$/;
const imported = /\b(?:from|import)\s*\(?\s*"(#|\.\.?\/)([^"]+)"/g;

/**
 * Returns the folder of a file: each one in `lib` and `components`, and `app` and others as a
 * whole.
 */
function findFolder(path: string): string | null {
  const [root = "", folder = "", ...rest] = path.split("/");
  if (root !== "lib" && root !== "components") return roots.includes(root) ? root : null;
  return rest.length > 0 ? `${root}/${folder}` : null;
}

/** Returns folders with the folders that import them, without tests. */
function readImports(): Map<string, string> {
  const found = new Map<string, string>();
  for (const root of roots) {
    for (const name of readdirSync(root, { recursive: true, encoding: "utf8" })) {
      const file = `${root}/${name.replaceAll("\\", "/")}`;
      const from = findFolder(file);
      if (!from || !source.test(file) || /^lib\/testing\/|\/(dist|node_modules)\//.test(file))
        continue;
      for (const [, start, path = ""] of readFileSync(file, "utf8").matchAll(imported)) {
        const target = start === "#" ? path : join(dirname(file), `${start}${path}`);
        const to = findFolder(target);
        if (to && to !== from) found.set(`${from} ${to}`, `${file} imports ${target}`);
      }
    }
  }
  return found;
}

test("no two folders import each other", () => {
  const imports = readImports();
  expect(imports.size).toBeGreaterThan(100);
  const bothWays = [...imports].filter(([pair]) =>
    imports.has(pair.split(" ").reverse().join(" ")),
  );
  expect(bothWays.map(([, example]) => example)).toEqual([]);
});
