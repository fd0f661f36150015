import { type HygieneFinding, hygieneFindings } from "#lib/api-keys/constants.ts";
import { paths } from "#lib/paths.ts";

/** Ignores an unknown finding in the URL. */
export function readFinding(value: unknown): HygieneFinding | undefined {
  return hygieneFindings.find((finding) => finding === value);
}

export function hygienePath(finding: HygieneFinding | undefined): string {
  return paths.hygiene + hygieneSearch(finding);
}

/** Returns the query of the page's URL. */
export function hygieneSearch(finding: HygieneFinding | undefined): string {
  return finding ? `?finding=${finding}` : "";
}
