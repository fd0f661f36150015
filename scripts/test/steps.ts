import { type ReportReader, readPlaywright, readVitest } from "#scripts/test/reports.ts";
import { reportFileVariable } from "#scripts/test/vitest-reporter.ts";

export type Step = {
  name: string;
  /** A script in package.json. */
  script: string;
  args?: string[];
  env?: Record<string, string>;
  /** For tools that report individual tests; other steps count as one. */
  readReport?: ReportReader;
  /** Steps that must have succeeded before. */
  needs?: readonly string[];
  /** Steps that must have ended before, with any result. */
  after?: readonly string[];
};

/**
 * Lists the steps of `npm test`, fast ones first. Independent steps run two at a time in this
 * order; the test tools write reports to `reportDir`.
 */
export function listSteps(reportDir: string): Step[] {
  return [
    vitestStep("integration", `${reportDir}/integration.json`),
    { name: "format and lint", script: "lint" },
    { name: "types", script: "types" },
    { name: "architecture", script: "check:architecture" },
    { name: "unused code", script: "check:unused" },
    { name: "migrations", script: "check:migrations" },
    { name: "install", script: "check:install" },
    { name: "reference", script: "reference", args: ["--check"] },
    { name: "build", script: "build" },
    vitestStep("unit", `${reportDir}/unit.json`),
    {
      name: "journeys",
      script: "test:e2e",
      args: ["--reporter=list,json"],
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: `${reportDir}/journeys.json` },
      readReport: () => readPlaywright(`${reportDir}/journeys.json`),
      needs: ["build"],
      // Both are CPU-bound at times and would slow each other down.
      after: ["integration", "unit"],
    },
  ];
}

function vitestStep(project: string, report: string): Step {
  return {
    name: project,
    script: `test:${project}`,
    args: ["--reporter=default", "--reporter=./scripts/test/vitest-reporter.ts"],
    env: { [reportFileVariable]: report },
    readReport: () => readVitest(report),
  };
}
