const steps = 4;

/** Returns round counts from 0 to `max` or just above it, at equal distances: 0, 20, 40, 60, 80. */
export function chooseTicks(max: number): number[] {
  const least = Math.max(max / steps, 1);
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((one) => one * power >= least) ?? 10;
  const step = factor * power;
  const count = Math.max(Math.ceil(max / step), 1);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}
