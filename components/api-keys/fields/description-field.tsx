import { Counter } from "#components/ui/counter.tsx";
import { TextField, type TextFieldProps } from "#components/ui/text-field.tsx";
import { descriptionMaxLength } from "#lib/api-keys/constants.ts";
import { countCodePoints } from "#lib/text.ts";

interface DescriptionFieldProps extends Omit<TextFieldProps, "label" | "counter" | "value"> {
  /** The current text, counted like in the API. */
  text: string | undefined;
}

export function DescriptionField({ text = "", ...props }: DescriptionFieldProps) {
  const count = countCodePoints(text.trim());
  return (
    <TextField
      label="Description"
      autoComplete="off"
      counter={<Counter count={count} max={descriptionMaxLength} />}
      {...props}
    />
  );
}
