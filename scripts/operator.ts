import { printFailure } from "#scripts/start/terminal.ts";

try {
  // Loaded here, so that a wrong value in keysmith.config.ts is also reported readably.
  const { runOperator } = await import("#scripts/operator/run.ts");
  const { exitCode, text } = await runOperator(process.argv.slice(2));
  if (exitCode === 0 || exitCode === 3) console.log(text);
  else console.error(text);
  process.exitCode = exitCode;
} catch (error) {
  printFailure(error);
  process.exitCode = 1;
}
