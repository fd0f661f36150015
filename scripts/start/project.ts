import { createRequire } from "node:module";
import { dirname } from "node:path";

const { resolve } = createRequire(import.meta.url);

/** Folder of the installation: the repository, or a package made from it. */
export const projectDir = dirname(resolve("#package.json"));

export const verifierScript = resolve("#scripts/verifier.ts");
