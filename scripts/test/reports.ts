import { readFile } from "node:fs/promises";
import { stripVTControlCharacters } from "node:util";
import { z } from "zod";

/** Result of a test tool; each failure has its place and message. */
export type Report = { passed: number; failures: string[] };
export type ReportReader = () => Promise<Report>;

const vitestReport = z.object({ passed: z.int(), failures: z.array(z.string()) });

const playwrightSuite = z.object({
  specs: z.array(
    z.object({
      file: z.string(),
      line: z.int(),
      title: z.string(),
      tests: z.array(
        z.object({
          status: z.string(),
          results: z.array(z.object({ errors: z.array(z.object({ message: z.string() })) })),
        }),
      ),
    }),
  ),
  get suites() {
    return z.array(playwrightSuite).optional();
  },
});

const playwrightReport = z.object({
  suites: z.array(playwrightSuite),
  stats: z.object({ expected: z.int() }),
  errors: z.array(z.object({ message: z.string().optional() })),
});

/** Reads the report of our own Vitest reporter. */
export async function readVitest(path: string): Promise<Report> {
  return vitestReport.parse(JSON.parse(await readFile(path, "utf8")));
}

/** Reads Playwright's JSON report; an error outside the tests, such as in setup, counts as one. */
export async function readPlaywright(path: string): Promise<Report> {
  const report = playwrightReport.parse(JSON.parse(await readFile(path, "utf8")));
  const specs = report.suites.flatMap(listSpecs);
  const failures = specs.flatMap(({ file, line, title, tests }) =>
    tests
      .filter(({ status }) => status === "unexpected" || status === "flaky")
      .map(({ results }) => {
        const message = results.flatMap(({ errors }) => errors)[0]?.message;
        return formatFailure(`e2e/${file}:${line}`, title, message);
      }),
  );
  const outside = report.errors.map(({ message }) =>
    formatFailure("e2e", "outside its tests", message),
  );
  return { passed: report.stats.expected, failures: [...failures, ...outside] };
}

function listSpecs(suite: z.infer<typeof playwrightSuite>): (typeof suite)["specs"] {
  return [...suite.specs, ...(suite.suites ?? []).flatMap(listSpecs)];
}

/** Formats a failure: its place, and the first line of its message. */
export function formatFailure(file: string, title: string, message = ""): string {
  const [reason] = stripVTControlCharacters(message).trim().split("\n", 1);
  return `${file} › ${title}${reason ? `\n  ${reason}` : ""}`;
}
