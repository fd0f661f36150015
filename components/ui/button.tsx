import type { ComponentProps, MouseEvent } from "react";
import { useIsInBrowser } from "#components/hooks/in-browser.ts";
import { type ButtonLook, buttonStyles } from "#components/ui/button-styles.ts";
import { classNames } from "#components/ui/class-names.ts";
import { Spinner } from "#components/ui/spinner.tsx";

interface ButtonProps extends ComponentProps<"button">, ButtonLook {
  pending?: boolean;
}

/**
 * While pending it keeps focus and width, is announced as busy, and ignores clicks. Before
 * hydration it is disabled, because a click would have no effect.
 */
export function Button({
  variant,
  size,
  pending = false,
  type = "button",
  disabled = false,
  className,
  children,
  onClick,
  ...props
}: ButtonProps) {
  const isReady = useIsInBrowser();

  function press(event: MouseEvent<HTMLButtonElement>) {
    // Safari does not focus a clicked button, but a dialog returns the focus to it.
    event.currentTarget.focus();
    if (pending) event.preventDefault();
    else onClick?.(event);
  }
  return (
    <button
      {...props}
      type={type}
      disabled={disabled || !isReady}
      onClick={press}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      className={classNames(
        buttonStyles({ variant, size }),
        "relative",
        !isReady && !disabled && "disabled:cursor-default disabled:opacity-100",
        className,
      )}
    >
      {pending && (
        <span className="absolute inset-0 grid place-items-center">
          <Spinner />
        </span>
      )}
      <span
        className={classNames(
          "inline-flex items-center justify-center gap-2",
          pending && "opacity-0",
        )}
      >
        {children}
      </span>
    </button>
  );
}
