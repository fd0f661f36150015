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
  /** Name of the step without whose success this one cannot run. */
  needs?: string;
};

/** All that `npm test` runs, the quick first. Reports of the test tools go to `reportDir`. */
export function listSteps(reportDir: string): Step[] {
  return [
    { name: "format and lint", script: "lint" },
    { name: "types", script: "types" },
    { name: "architecture", script: "check:architecture" },
    { name: "unused code", script: "check:unused" },
    { name: "migrations", script: "check:migrations" },
    { name: "install", script: "check:install" },
    { name: "reference", script: "reference", args: ["--check"] },
    vitestStep("unit", `${reportDir}/unit.json`),
    vitestStep("integration", `${reportDir}/integration.json`),
    { name: "build", script: "build" },
    {
      name: "journeys",
      script: "test:e2e",
      args: ["--reporter=list,json"],
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: `${reportDir}/journeys.json` },
      readReport: () => readPlaywright(`${reportDir}/journeys.json`),
      needs: "build",
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
