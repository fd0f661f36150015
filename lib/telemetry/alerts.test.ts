import { readdir, readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { hasPromtool, promtool, readRules, rulesFolder } from "#lib/testing/services/prometheus.ts";

const alerts = (await readRules("alert-rules.yml")).filter(({ kind }) => kind === "alert");
const pages = "docs/operations/runbooks";
const skipped = hasPromtool ? "" : " (skipped: no promtool on the PATH)";

test("each alert has a runbook, and each runbook an alert", async () => {
  const linked = alerts.map(({ name, text }) => {
    const [, url = ""] = /^ {10}runbook_url: (\S+)$/m.exec(text) ?? [];
    return [url, name] as const;
  });
  for (const [url, name] of linked) {
    const headings = (await readFile(url, "utf8")).match(/^#+ .*/gm);
    expect(headings).toEqual([
      `# ${name}`,
      "## What it means",
      "## What to look at",
      "## What to do",
    ]);
  }
  const files = (await readdir(pages)).map((file) => `${pages}/${file}`);
  expect(files.sort()).toEqual([...new Set(linked.map(([url]) => url))].sort());
});

test("each alert says how urgent it is, and fires in a test", async () => {
  const tests = await readFile(`${rulesFolder}/rules.test.yml`, "utf8");
  for (const { name, text } of alerts) {
    const [, severity] = /^ {10}severity: (\w+)$/m.exec(text) ?? [];
    expect(["page", "ticket"]).toContain(severity);
    expect(tests).toContain(`{alertname="${name}", severity="${severity}"}`);
  }
});

describe.skipIf(!hasPromtool)(`promtool${skipped}`, () => {
  test("accepts the configuration and the rules", () => {
    const files = ["recording-rules.yml", "alert-rules.yml"].map(
      (file) => `${rulesFolder}/${file}`,
    );
    expect(promtool(["check", "rules", "--lint-fatal", ...files])).toMatchObject({ status: 0 });
    const config = `${rulesFolder}/prometheus.yml`;
    expect(promtool(["check", "config", "--syntax-only", config])).toMatchObject({ status: 0 });
  });

  test("fires each alert once, and none on a healthy day", { timeout: 120_000 }, () => {
    const { status, stdout } = promtool(["test", "rules", `${rulesFolder}/rules.test.yml`]);
    expect([status, stdout]).toEqual([0, expect.stringContaining("SUCCESS")]);
  });
});

test("the collector's pipelines use what its configuration defines, and all of it", async () => {
  const text = await readFile("deploy/opentelemetry-collector.yml", "utf8");
  const [, service = ""] = text.split(/^service:\n/m);
  for (const section of ["receivers", "processors", "exporters", "extensions"]) {
    const [, body = ""] = new RegExp(`^${section}:\\n((?: .*\\n|\\n)+)`, "m").exec(text) ?? [];
    const defined = [...body.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name);
    const used = [...service.matchAll(new RegExp(`${section}: \\[(.*)\\]`, "g"))].flatMap(
      ([, names = ""]) => names.split(", "),
    );
    expect([...new Set(used)].sort()).toEqual(defined.sort());
  }
});
