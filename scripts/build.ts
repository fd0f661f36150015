import { ensureBuild } from "#scripts/start/build.ts";
import { printFailure, printNote } from "#scripts/start/terminal.ts";

/** `npm run build`: does what `npm start` does if there is no current build. */
try {
  printNote((await ensureBuild()) ? "Built." : "The build is current.");
} catch (error) {
  printFailure(error);
  process.exitCode = 1;
}
