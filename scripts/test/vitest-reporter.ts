import { writeFileSync } from "node:fs";
import type { Reporter, SerializedError, TestModule } from "vitest/node";
import { formatFailure, type Report } from "#scripts/test/reports.ts";

/** Variable with the path of the report. */
export const reportFileVariable = "KEYSMITH_TEST_REPORT";

/** Unlike Vitest's own JSON, it reports failures in hooks, during loading, and outside of tests. */
export default class VitestReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const path = process.env[reportFileVariable];
    if (!path) throw new Error(`${reportFileVariable} is not set`);
    const report: Report = {
      passed: modules.flatMap((module) => [...module.children.allTests("passed")]).length,
      failures: [
        ...modules.flatMap(listFailures),
        ...unhandledErrors.map(({ message, stack }) =>
          formatFailure("no file", "outside all tests", withPlace(message, stack)),
        ),
      ],
    };
    writeFileSync(path, JSON.stringify(report));
  }
}

function listFailures(module: TestModule): string[] {
  const file = module.relativeModuleId;
  const suites = [...module.children.allSuites()];
  const tests = [...module.children.allTests("failed")];
  return [
    ...module.errors().map(({ message }) => formatFailure(file, "outside its tests", message)),
    ...suites.flatMap((suite) =>
      suite.errors().map(({ message }) => formatFailure(file, suite.fullName, message)),
    ),
    ...tests.map((test) => formatFailure(file, test.fullName, test.result().errors?.[0]?.message)),
  ];
}

function withPlace(message: string, stack = ""): string {
  const frame = stack.split("\n").find((line) => line.trim().startsWith("at "));
  return frame ? `${message} (${frame.trim()})` : message;
}
