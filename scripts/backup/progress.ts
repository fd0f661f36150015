const width = 30;

/** Returns a function that shows progress on a terminal's stderr, from 0 to 1; silent elsewhere. */
export function showProgress(label: string): (share: number) => void {
  const { stderr } = process;
  if (!stderr.isTTY) return () => undefined;
  let shown = -1;
  return (share) => {
    const percent = Math.floor(share * 100);
    if (percent === shown) return;
    shown = percent;
    const bar = "█".repeat(Math.round(share * width)).padEnd(width, "░");
    stderr.write(`\r  ${label} ${bar} ${percent} %${percent === 100 ? "\n" : ""}`);
  };
}
