import { type ComponentProps, useId } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { inputStyles, lineStyles } from "#components/ui/input-styles.ts";

interface DateFieldProps extends Omit<ComponentProps<"input">, "type" | "onChange"> {
  label: string;
  /** A day such as 2026-02-23, or an empty string. */
  value: string;
  onValueChange: (value: string) => void;
}

/** A day, chosen in the browser's own calendar. */
export function DateField({ label, onValueChange, className, ...props }: DateFieldProps) {
  const id = useId();
  return (
    <div className={classNames("flex min-w-0 flex-col gap-1.5", className)}>
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      <input
        {...props}
        id={id}
        type="date"
        onChange={(event) => onValueChange(event.target.value)}
        className={classNames(
          inputStyles,
          lineStyles,
          "px-3 [color-scheme:light] dark:[color-scheme:dark]",
        )}
      />
    </div>
  );
}
