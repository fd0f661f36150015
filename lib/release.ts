import { processWide } from "#lib/process-wide.ts";
import { loadFromProject } from "#lib/project.ts";

export interface Release {
  version: string;
  /** Commit that a package was made from; absent in a checkout. */
  commit?: string;
}

/** Returns the version of the running product. */
export function getRelease(): Release {
  return processWide("release", () => {
    const { version, gitHead } = loadFromProject("./package.json") as {
      version: string;
      gitHead?: string;
    };
    return { version, ...(gitHead && { commit: gitHead }) };
  });
}

/** Formats a release for people, such as `0.1.0 (1a2b3c4)`. */
export function formatRelease({ version, commit }: Release): string {
  return commit ? `${version} (${commit.slice(0, 7)})` : version;
}
