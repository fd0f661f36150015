import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { styleText } from "node:util";
import type { Count } from "#scripts/test/reports.ts";
import { listSteps, type Step } from "#scripts/test/steps.ts";

type Outcome = Count & { name: string; seconds: number; isSkipped: boolean };

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
  const whole = isGood ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const count = step.countTests
    ? await step.countTests().catch(() => ({ ...whole, passed: 0 }))
    : whole;
  // A tool may fail over something that none of its tests is to blame for.
  const failed = isGood ? count.failed : Math.max(count.failed, 1);
  const seconds = (performance.now() - startedAt) / 1000;
  return { name: step.name, passed: count.passed, failed, seconds, isSkipped: false };
}

function printSummary(outcomes: Outcome[]): void {
  console.log(styleText("bold", `\n── summary ${"─".repeat(53)}\n`));
  for (const { name, passed, failed, seconds, isSkipped } of outcomes) {
    const mark = failed > 0 ? styleText("red", "✗") : styleText("green", "✓");
    const counts = `${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed`;
    const time = isSkipped ? "not run" : `${seconds.toFixed(1)} s`;
    console.log(`  ${mark} ${name.padEnd(22)} ${counts} ${time.padStart(9)}`);
  }
  console.log("");
}

process.chdir(resolve(import.meta.dirname, ".."));
const reportDir = await mkdtemp(join(tmpdir(), "keysmith-reports-"));
const outcomes: Outcome[] = [];
try {
  for (const step of listSteps(reportDir)) {
    const isBlocked = outcomes.some(({ name, failed }) => name === step.needs && failed > 0);
    outcomes.push(
      isBlocked
        ? { name: step.name, passed: 0, failed: 1, seconds: 0, isSkipped: true }
        : await runStep(step),
    );
  }
} finally {
  await rm(reportDir, { recursive: true, force: true });
}
printSummary(outcomes);
const sum = (key: "passed" | "failed") => outcomes.reduce((total, one) => total + one[key], 0);
console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
process.exitCode = sum("failed") > 0 ? 1 : 0;
