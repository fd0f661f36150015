import type { HygieneFinding } from "#lib/api-keys/constants.ts";
import { hygieneQuery } from "#lib/api-keys/schema.ts";
import { paths } from "#lib/paths.ts";

/** Ignores an unknown finding in the URL. */
const findingSchema = hygieneQuery.shape.finding.catch(undefined);

export function readFinding(value: unknown): HygieneFinding | undefined {
  return findingSchema.parse(value ?? undefined);
}

export function hygienePath(finding: HygieneFinding | undefined): string {
  return paths.hygiene + hygieneSearch(finding);
}

/** Returns the query of the page's URL. */
export function hygieneSearch(finding: HygieneFinding | undefined): string {
  return finding ? `?finding=${finding}` : "";
}
