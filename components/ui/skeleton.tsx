import { classNames } from "#components/ui/class-names.ts";

/** The place of a text that is still to come: as high as the text's line, the bar inside it. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={classNames("block base:h-4 animate-pulse rounded-md bg-border", className)}
    />
  );
}
