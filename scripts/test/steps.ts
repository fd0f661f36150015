import { type ReportReader, readPlaywright, readVitest } from "#scripts/test/reports.ts";
import { reportFileVariable } from "#scripts/test/vitest-reporter.ts";

export type Step = {
  name: string;
  /** Name of a script in package.json. */
  script: string;
  args?: string[];
  env?: Record<string, string>;
  /** For a tool that reports its tests one by one; any other counts as one. */
  readReport?: ReportReader;
  /** Names of steps that must have succeeded before. */
  needs?: readonly string[];
  /** Names of steps that must have ended before, however that went. */
  after?: readonly string[];
};

/**
 * All that `npm test` runs, the quick first. Steps that wait for nothing run two at a time, in this
 * order; reports of the test tools go to `reportDir`.
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
      // Both wait much and work much: beside each other, they would wait for each other.
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
