import { toVisible } from "#lib/text.ts";

/** Formats rows under a heading, with aligned columns and without invisible characters. */
export function toTable(heading: string[], rows: string[][]): string {
  const all = [heading, ...rows.map((row) => row.map(toVisible))];
  const widths = heading.map((_, column) => Math.max(...all.map((row) => getLength(row[column]))));
  const pad = (cell: string, column: number) =>
    cell + " ".repeat((widths[column] ?? 0) - getLength(cell));
  return all.map((row) => row.map(pad).join("  ").trimEnd()).join("\n");
}

function getLength(cell = ""): number {
  return [...cell].length;
}
