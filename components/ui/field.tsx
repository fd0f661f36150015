import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { withFullStop } from "#components/ui/with-full-stop.ts";

interface FieldProps {
  id: string;
  label: string;
  optional?: boolean;
  hint?: ReactNode;
  error?: string;
  counter?: ReactNode;
  children: ReactNode;
}

/** Label above, control, then hint or error, with an optional counter at the end. */
export function Field({ id, label, optional, hint, error, counter, children }: FieldProps) {
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-baseline justify-between gap-4">
        <label htmlFor={id} className="font-medium text-sm">
          {label}
        </label>
        {optional && <span className="text-muted text-xs">Optional</span>}
      </div>
      {children}
      <div className="flex min-h-5 items-start justify-between gap-4 text-[0.8125rem] leading-5">
        {error ? (
          <FieldError id={`${id}-error`}>{error}</FieldError>
        ) : (
          <p id={`${id}-hint`} className="text-muted">
            {hint}
          </p>
        )}
        {counter}
      </div>
    </div>
  );
}

interface FieldErrorProps {
  /** For the control's `aria-describedby`. */
  id: string;
  children: ReactNode;
}

/** Error of the control above. */
export function FieldError({ id, children }: FieldErrorProps) {
  return (
    <p id={id} className="flex gap-1.5 text-[0.8125rem] text-danger-text leading-5">
      <CircleAlert aria-hidden className="mt-[3px] size-3.5 shrink-0" />
      {typeof children === "string" ? withFullStop(children) : children}
    </p>
  );
}
