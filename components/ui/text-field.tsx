import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { Field } from "#components/ui/field.tsx";
import { inputStyles, lineStyles } from "#components/ui/input-styles.ts";

export interface TextFieldProps extends ComponentProps<"input"> {
  label: string;
  hint?: ReactNode;
  error?: string;
  /** For example "12 / 50", at the end of the line below the field. */
  counter?: ReactNode;
  /** A control inside the field, at its end. */
  trailing?: ReactNode;
  /** A second control in the same line that belongs to the same input. */
  beside?: ReactNode;
}

export function TextField({
  label,
  hint,
  error,
  counter,
  trailing,
  beside,
  required = true,
  className,
  ...props
}: TextFieldProps) {
  const id = useId();
  return (
    <Field
      id={id}
      label={label}
      hint={hint}
      error={error}
      counter={counter && <span id={`${id}-counter`}>{counter}</span>}
      optional={!required}
    >
      <div className="flex gap-2">
        <div className="relative min-w-0 grow">
          <input
            {...props}
            id={id}
            required={required}
            aria-invalid={error !== undefined}
            aria-describedby={classNames(
              error ? `${id}-error` : hint && `${id}-hint`,
              counter && `${id}-counter`,
            )}
            className={classNames(inputStyles, lineStyles, "px-3", trailing && "pr-12", className)}
          />
          {trailing && (
            <div className="absolute inset-y-0 right-1.5 flex items-center">{trailing}</div>
          )}
        </div>
        {beside}
      </div>
    </Field>
  );
}
