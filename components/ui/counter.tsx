import { classNames } from "#components/ui/class-names.ts";

interface CounterProps {
  count: number;
  max: number;
}

/** Shows how much of a field's maximum length is used. */
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
