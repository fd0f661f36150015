import { classNames } from "#components/ui/class-names.ts";
import { TextField, type TextFieldProps } from "#components/ui/text-field.tsx";
import { descriptionMaxLength } from "#lib/api-keys/schema.ts";
import { countCodePoints } from "#lib/schema.ts";

interface DescriptionFieldProps extends Omit<TextFieldProps, "label" | "counter" | "value"> {
  /** What stands in the field, to be counted as the API counts it. */
  text: string | undefined;
}

export function DescriptionField({ text = "", ...props }: DescriptionFieldProps) {
  const count = countCodePoints(text.trim());
  return (
    <TextField
      label="Description"
      autoComplete="off"
      counter={
        <span
          className={classNames(
            "whitespace-nowrap tabular-nums",
            count > descriptionMaxLength ? "font-medium text-danger-text" : "text-muted",
          )}
        >
          {count} / {descriptionMaxLength}
        </span>
      }
      {...props}
    />
  );
}
