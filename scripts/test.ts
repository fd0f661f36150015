import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { styleText } from "node:util";
import type { Report } from "#scripts/test/reports.ts";
import { listSteps, type Step } from "#scripts/test/steps.ts";

type Outcome = Report & { name: string; seconds: number; isSkipped: boolean };

/** Concurrent steps: most of them wait half of the time. */
const maxConcurrentSteps = 2;

interface Ended {
  exitCode: number | null;
  output: string;
}

/** Runs a script of package.json and collects its output. */
function runScript({ script, args = [], env = {} }: Step): Promise<Ended> {
  const child = spawn(process.execPath, ["--run", script, "--", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
    });
  }
  return new Promise((done) => {
    child.once("error", (error) => done({ exitCode: null, output: `${output}${error.message}` }));
    child.once("close", (exitCode) => done({ exitCode, output }));
  });
}

async function runStep(step: Step): Promise<Outcome> {
  const startedAt = performance.now();
  console.log(`${step.name} begins`);
  const { exitCode, output } = await runScript(step);
  const isGood = exitCode === 0;
  // Printed as a whole, because another step runs at the same time.
  console.log(styleText("bold", `\n── ${step.name} ${"─".repeat(60 - step.name.length)}\n`));
  console.log(output.trimEnd());
  const whole: Report = { passed: isGood ? 1 : 0, failures: [] };
  const report = step.readReport
    ? await step.readReport().catch(() => ({ passed: 0, failures: ["no report"] }))
    : whole;
  const { passed, failures } = report;
  // A tool may fail outside of its tests.
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

/**
 * Runs steps when their dependencies have ended, a few at a time; results in the order of steps.
 */
async function runSteps(steps: readonly Step[]): Promise<Outcome[]> {
  const outcomes = new Map<string, Outcome>();
  const waiting = [...steps];
  const running = new Set<Promise<void>>();
  const isDue = ({ needs = [], after = [] }: Step) =>
    [...needs, ...after].every((name) => outcomes.has(name));
  while (waiting.length > 0 || running.size > 0) {
    const place = running.size < maxConcurrentSteps ? waiting.findIndex(isDue) : -1;
    if (place < 0) {
      await Promise.race(running);
      continue;
    }
    const [step] = waiting.splice(place, 1);
    if (!step) break;
    const missing = step.needs?.find((name) => outcomes.get(name)?.failures.length);
    const outcome = missing ? skip(step, missing) : runStep(step);
    const run = Promise.resolve(outcome).then((ended) => {
      outcomes.set(step.name, ended);
      running.delete(run);
    });
    running.add(run);
  }
  return steps.flatMap(({ name }) => outcomes.get(name) ?? []);
}

function skip({ name }: Step, missing: string): Outcome {
  return { name, passed: 0, failures: [`needs ${missing}`], seconds: 0, isSkipped: true };
}

process.chdir(resolve(import.meta.dirname, ".."));
const reportDir = await mkdtemp(join(tmpdir(), "keysmith-reports-"));
const outcomes = await runSteps(listSteps(reportDir)).finally(() =>
  rm(reportDir, { recursive: true, force: true }),
);
printSummary(outcomes);
const passed = outcomes.reduce((total, one) => total + one.passed, 0);
const failed = outcomes.reduce((total, one) => total + one.failures.length, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
