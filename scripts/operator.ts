import { runOperator } from "#scripts/operator/run.ts";

const { exitCode, text } = await runOperator(process.argv.slice(2));
if (exitCode === 0) console.log(text);
else console.error(text);
process.exitCode = exitCode;
