import { classNames } from "#components/ui/class-names.ts";

const depths = [20, 34, 14, 28, 40, 24, 36, 16, 30, 22];
const step = 40;
const slope = 7;
const height = 48;
const width = depths.length * step;

const edge = depths
  .flatMap((depth, index) => [
    `${index * step + slope},${height - depth}`,
    `${(index + 1) * step - slope},${height - depth}`,
  ])
  .join(" ");

/** The cut edge of a key, as the baseline of a page. */
export function Bitting({ className }: { className?: string }) {
  return (
    <svg aria-hidden width="100%" height={height} className={classNames("text-border", className)}>
      <pattern id="bitting" width={width} height={height} patternUnits="userSpaceOnUse">
        <polygon
          points={`0,${height} 0,21 ${edge} ${width},21 ${width},${height}`}
          fill="currentColor"
          fillOpacity="0.55"
        />
      </pattern>
      <rect width="100%" height={height} fill="url(#bitting)" />
    </svg>
  );
}
