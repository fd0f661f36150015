import { type AskedKey, findKeysByHash, type KeyRecord } from "#lib/api-keys/verify/find-key.ts";
import { defineLookup } from "#lib/batch.ts";

export interface LoadedKey {
  record: KeyRecord | undefined;
  /** `performance.now()` before the statement was sent. */
  askedAt: number;
  /** The primary that returned it. */
  server: string;
}

interface NamedKey extends AskedKey {
  /** Identifies the key, the same for each caller. */
  name: string;
}

/** Loads the database's record of a key, with its server also where there is none. */
export const loadKey = defineLookup<NamedKey, LoadedKey>(
  async (db, keys) => {
    const askedAt = performance.now();
    const { records, server } = await findKeysByHash(db, keys);
    return records.map((record) => ({ record, askedAt, server }));
  },
  ({ name }) => name,
);
