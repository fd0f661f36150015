import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { Errors } from "#components/ui/errors.tsx";
import { inputStyles } from "#components/ui/input-styles.ts";

interface TextAreaFieldProps extends ComponentProps<"textarea"> {
  label: string;
  hint?: ReactNode;
  errors: readonly string[];
  counter?: ReactNode;
}

/** A multi-line text, which may have several errors. */
export function TextAreaField({
  label,
  hint,
  errors,
  counter,
  required = true,
  className,
  ...props
}: TextAreaFieldProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-baseline justify-between gap-4">
        <label htmlFor={id} className="font-medium text-sm">
          {label}
        </label>
        {!required && <span className="text-muted text-xs">Optional</span>}
      </div>
      <textarea
        {...props}
        id={id}
        aria-invalid={errors.length > 0}
        aria-describedby={`${id}-errors ${id}-hint`}
        className={classNames(inputStyles, "px-3 py-2", className)}
      />
      <Errors id={`${id}-errors`} sentences={errors} />
      <div className="flex items-start justify-between gap-4 text-[0.8125rem] text-muted leading-5">
        <p id={`${id}-hint`}>{hint}</p>
        {counter}
      </div>
    </div>
  );
}
