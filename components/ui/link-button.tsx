import type { ComponentProps } from "react";
import { useIsInBrowser } from "#components/hooks/in-browser.ts";
import { classNames } from "#components/ui/class-names.ts";

/** A button that looks like a link. */
export function LinkButton({ disabled, className, ...props }: ComponentProps<"button">) {
  const isReady = useIsInBrowser();
  return (
    <button
      {...props}
      disabled={disabled || !isReady}
      type="button"
      className={classNames(
        "min-h-8 rounded text-left font-medium text-accent-text base:text-sm underline underline-offset-4",
        className,
      )}
    />
  );
}
