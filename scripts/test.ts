import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { styleText } from "node:util";
import type { Report } from "#scripts/test/reports.ts";
import { listSteps, type Step } from "#scripts/test/steps.ts";

type Outcome = Report & { name: string; seconds: number; isSkipped: boolean };

/** Runs a script of package.json with its output on our terminal; answers its exit code. */
function runScript({ script, args = [], env = {} }: Step): Promise<number | null> {
  const child = spawn(process.execPath, ["--run", script, "--", ...args], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
  });
  return new Promise((done) => {
    child.once("error", () => done(null));
    child.once("close", done);
  });
}

async function runStep(step: Step): Promise<Outcome> {
  console.log(styleText("bold", `\n── ${step.name} ${"─".repeat(60 - step.name.length)}\n`));
  const startedAt = performance.now();
  const isGood = (await runScript(step)) === 0;
  const whole: Report = { passed: isGood ? 1 : 0, failures: [] };
  const report = step.readReport
    ? await step.readReport().catch(() => ({ passed: 0, failures: ["no report"] }))
    : whole;
  const { passed, failures } = report;
  // A tool may fail over something that none of its tests is to blame for.
  if (!isGood && failures.length === 0) failures.push(`npm run ${step.script} failed`);
  const seconds = (performance.now() - startedAt) / 1000;
  return { name: step.name, passed, failures, seconds, isSkipped: false };
}

function printSummary(outcomes: Outcome[]): void {
  console.log(styleText("bold", `\n── summary ${"─".repeat(53)}\n`));
  for (const { name, passed, failures, seconds, isSkipped } of outcomes) {
    const failed = failures.length;
    const mark = failed > 0 ? styleText("red", "✗") : styleText("green", "✓");
    const counts = `${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed`;
    const time = isSkipped ? "not run" : `${seconds.toFixed(1)} s`;
    console.log(`  ${mark} ${name.padEnd(22)} ${counts} ${time.padStart(9)}`);
  }
  for (const { name, failures } of outcomes)
    for (const failure of failures)
      console.log(`\n  ${styleText("red", name)}: ${failure.replaceAll("\n", "\n  ")}`);
  console.log("");
}

process.chdir(resolve(import.meta.dirname, ".."));
const reportDir = await mkdtemp(join(tmpdir(), "keysmith-reports-"));
const outcomes: Outcome[] = [];
try {
  for (const step of listSteps(reportDir)) {
    const isBlocked = outcomes.some(
      ({ name, failures }) => name === step.needs && failures.length > 0,
    );
    outcomes.push(
      isBlocked
        ? {
            name: step.name,
            passed: 0,
            failures: [`needs ${step.needs}`],
            seconds: 0,
            isSkipped: true,
          }
        : await runStep(step),
    );
  }
} finally {
  await rm(reportDir, { recursive: true, force: true });
}
printSummary(outcomes);
const passed = outcomes.reduce((total, one) => total + one.passed, 0);
const failed = outcomes.reduce((total, one) => total + one.failures.length, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
