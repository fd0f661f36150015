/** Rows under a heading, each column as wide as its longest cell. */
export function toTable(heading: string[], rows: string[][]): string {
  const all = [heading, ...rows];
  const widths = heading.map((_, column) => Math.max(...all.map((row) => lengthOf(row[column]))));
  const pad = (cell: string, column: number) =>
    cell + " ".repeat((widths[column] ?? 0) - lengthOf(cell));
  return all.map((row) => row.map(pad).join("  ").trimEnd()).join("\n");
}

function lengthOf(cell = ""): number {
  return [...cell].length;
}
