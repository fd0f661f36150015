import { ensureBuild } from "#scripts/start/build.ts";
import { printFailure, printNote } from "#scripts/start/terminal.ts";

/** `npm run build`: what `npm start` does by itself where it is needed. */
try {
  printNote((await ensureBuild()) ? "Built." : "The build is current.");
} catch (error) {
  printFailure(error);
  process.exitCode = 1;
}
