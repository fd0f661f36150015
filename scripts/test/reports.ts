import { readFile } from "node:fs/promises";
import { z } from "zod";

export type Count = { passed: number; failed: number };
export type ReportReader = () => Promise<Count>;

const vitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

const playwrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int() }),
  errors: z.array(z.unknown()),
});

/** Tests in Vitest's JSON report; a file that failed outside its tests counts as one. */
export async function countVitest(path: string): Promise<Count> {
  const report = vitestReport.parse(JSON.parse(await readFile(path, "utf8")));
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
  };
}

/** Tests in Playwright's JSON report; an error outside them, as in the set-up, counts as one. */
export async function countPlaywright(path: string): Promise<Count> {
  const { stats, errors } = playwrightReport.parse(JSON.parse(await readFile(path, "utf8")));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}
