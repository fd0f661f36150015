import { createRequire } from "node:module";
import { join } from "node:path";

/**
 * Loads a file of the installation, from the working directory. A bundle must not contain these: they
 * differ between installations of one build.
 */
export function loadFromProject(path: string): unknown {
  return requireFromProject()(path);
}

/** Returns the path of a file that a bundler leaves outside, such as that of a worker thread. */
export function resolveInProject(path: string): string {
  return requireFromProject().resolve(path);
}

function requireFromProject(): NodeJS.Require {
  return createRequire(join(/* turbopackIgnore: true */ process.cwd(), "package.json"));
}
