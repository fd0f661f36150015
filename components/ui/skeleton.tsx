import { classNames } from "#components/ui/class-names.ts";

/** Placeholder of a loading text, with the height of its line. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={classNames("block base:h-4 animate-pulse base:rounded-md bg-border", className)}
    />
  );
}
