import type { Hash } from "node:crypto";

/** First line of a backup; the number grows with changes that older versions cannot read. */
export const title = "-- Keysmith backup 1\n";
export const begin = "BEGIN;\n";
export const commit = "COMMIT;\n";
/** Ends the rows of a COPY, as in psql. */
export const endOfRows = "\\.\n";

/** Returns the time that the comments at the beginning name; "" if the text has none. */
export function findTakenAt(sql: string): string {
  return /^-- Taken at (\S+) /m.exec(sql)?.[1] ?? "";
}

/** Formats the line that ends a section: the checksum of the file so far. */
export function formatChecksum(hash: Hash): string {
  return `-- sha256 ${hash.copy().digest("hex")}\n`;
}

/** Returns whether a line ends a section. */
export function isChecksum(line: string): boolean {
  return /^-- sha256 [0-9a-f]{64}\n$/.test(line);
}

/** Returns the table that the first line of a section of rows names; undefined for other lines. */
export function findCopiedTable(line: string): string | undefined {
  return /^COPY (.+?) \(.*\) FROM stdin;\n$/.exec(line)?.[1];
}

export function isCompressed(path: string): boolean {
  return path.endsWith(".gz");
}
