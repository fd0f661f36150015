import type { StoredMetadata } from "#lib/metadata/schema.ts";

/** The label of a tag in `api_key_labels`. No pair has it: their names begin with a letter. */
export const toTagLabel = (tag: string) => `#${tag}`;

/** Lists the labels of a key, by which lists are filtered. A pair's is `name=value`. */
export function listLabels(
  tags: readonly string[] | null,
  { metadata, operatorMetadata }: StoredMetadata,
): string[] {
  const pairs = Object.entries({ ...metadata, ...operatorMetadata });
  return [...(tags ?? []).map(toTagLabel), ...pairs.map(([name, value]) => `${name}=${value}`)];
}
