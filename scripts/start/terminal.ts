import { styleText } from "node:util";

const nameWidth = 10;

/** Runs one phase of the start and prints its result and duration. */
export async function runPhase<T>(
  name: string,
  work: () => Promise<{ result: T; outcome: string }>,
): Promise<T> {
  const startedAt = performance.now();
  const { result, outcome } = await work();
  // The parent process prints the result.
  if (process.channel) return result;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const label = styleText("bold", name.padEnd(nameWidth));
  console.log(
    `  ${styleText("green", "✓")} ${label} ${outcome} ${styleText("dim", `${seconds} s`)}`,
  );
  return result;
}

/** Prints a title and lines of names and values. */
export function printBlock(title: string, rows: Record<string, string>): void {
  console.log(`\n  ${title}\n`);
  for (const [name, value] of Object.entries(rows)) {
    console.log(`    ${styleText("dim", name.padEnd(nameWidth))} ${styleText("bold", value)}`);
  }
  console.log("");
}

/** Prints one quiet line. */
export function printNote(text: string): void {
  console.log(`  ${styleText("dim", text)}`);
}

/** Prints a warning to stderr, apart from the output that scripts read. */
export function printWarning(text: string): void {
  // The parent process has printed it.
  if (process.channel) return;
  console.error(`  ${styleText("yellow", "!")} ${text}`);
}

/** Prints why the start failed; with the stack only if LOG_LEVEL asks for it. */
export function printFailure(error: unknown): void {
  const text = error instanceof Error ? error.message : String(error);
  console.error(`\n  ${styleText("red", "✗")} ${text.replaceAll("\n", "\n    ")}\n`);
  if (process.env.LOG_LEVEL === "debug") console.error(error);
}
