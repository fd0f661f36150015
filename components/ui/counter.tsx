import { classNames } from "#components/ui/class-names.ts";

interface CounterProps {
  count: number;
  max: number;
}

/** How much of what a field takes is used up. */
export function Counter({ count, max }: CounterProps) {
  return (
    <span
      className={classNames(
        "whitespace-nowrap tabular-nums",
        count > max ? "font-medium text-danger-text" : "text-muted",
      )}
    >
      {count} / {max}
    </span>
  );
}
