import { type HygieneFinding, hygieneFindings } from "#lib/api-keys/constants.ts";
import { paths } from "#lib/paths.ts";

/** An address that somebody has written by hand is no error: what is no finding does not count. */
export function readFinding(value: unknown): HygieneFinding | undefined {
  return hygieneFindings.find((finding) => finding === value);
}

export function hygienePath(finding: HygieneFinding | undefined): string {
  return paths.hygiene + hygieneSearch(finding);
}

/** The query of the page's address. */
export function hygieneSearch(finding: HygieneFinding | undefined): string {
  return finding ? `?finding=${finding}` : "";
}
