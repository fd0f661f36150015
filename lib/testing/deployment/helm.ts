import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseAllDocuments } from "yaml";

/** Debian's packages golang-github-masterminds-sprig-dev and golang-k8s-sigs-yaml-dev. */
const goPath = "/usr/share/gocode";

export const hasHelm = spawnSync("helm", ["version"]).status === 0;
const hasGo =
  spawnSync("go", ["version"]).status === 0 &&
  ["github.com/Masterminds/sprig", "sigs.k8s.io/yaml"].every((name) =>
    existsSync(join(goPath, "src", name)),
  );

/** Whether charts can be rendered here. */
export const canRender = hasHelm || hasGo;

export interface Resource {
  apiVersion: string;
  kind: string;
  metadata: { name: string };
}

/** Renders a chart, by helm where it is installed, else by Go's templates, which helm is made of. */
export function renderChart(chart: string, values: object): Resource[] {
  const folder = mkdtempSync(join(tmpdir(), "keysmith-chart-"));
  try {
    const valuesPath = join(folder, "values.json");
    writeFileSync(valuesPath, JSON.stringify(values));
    const text = hasHelm
      ? execFileSync("helm", ["template", "ks", chart, "--values", valuesPath], {
          encoding: "utf8",
        })
      : execFileSync(buildRenderer(), [chart, "ks", valuesPath], {
          encoding: "utf8",
          stdio: "pipe",
        });
    const documents = parseAllDocuments(text);
    for (const document of documents) if ("errors" in document) document.errors.forEach(rethrow);
    return documents.map((document) => document.toJS()).filter((resource) => resource !== null);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

let renderer: string | undefined;

function buildRenderer(): string {
  if (renderer) return renderer;
  const folder = mkdtempSync(join(tmpdir(), "keysmith-render-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  renderer = join(folder, "render");
  execFileSync("go", ["build", "-o", renderer, resolve(import.meta.dirname, "render.go")], {
    env: { ...process.env, GO111MODULE: "off", GOPATH: goPath },
  });
  return renderer;
}

function rethrow(error: Error): never {
  throw error;
}
