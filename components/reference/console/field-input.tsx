"use client";

import { Described } from "#components/reference/console/described.tsx";
import { SecretField } from "#components/reference/console/secret-field.tsx";
import { splitLines, toLocalTime } from "#components/reference/console/values.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Select } from "#components/ui/select.tsx";
import { TextAreaField } from "#components/ui/text-area-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { ConsoleField } from "#lib/reference/schema.ts";
import { countCodePoints } from "#lib/text.ts";

interface FieldInputProps {
  field: ConsoleField;
  /** As typed; an empty value is not sent. */
  value: string;
  onValueChange: (value: string) => void;
  error?: string;
}

const unset = "not sent";

/** One value of a request, with a control for its type. */
export function FieldInput({ field, value, onValueChange, error }: FieldInputProps) {
  const { name, description, input, isRequired, choices, example, fallback, maxLength } = field;
  const hint = <Described text={sentence(description)} />;

  if (input === "choice" || input === "switch") {
    const values = input === "switch" ? ["true", "false"] : choices;
    const none = fallback === "" ? "Not sent" : `Not sent (${fallback})`;
    return (
      <div>
        <Select
          label={name}
          options={[
            { value: unset, label: isRequired ? "Choose one" : none },
            ...values.map((each) => ({ value: each, label: each })),
          ]}
          value={value === "" ? unset : value}
          onValueChange={(next) => onValueChange(next === unset ? "" : next)}
        />
        <p className="mt-1.5 min-h-5 text-[0.8125rem] text-muted leading-5">{hint}</p>
      </div>
    );
  }
  if (input === "choices") {
    const chosen = splitLines(value);
    return (
      <fieldset className="min-w-0">
        <legend className="font-medium text-sm">{name}</legend>
        <p className="mt-0.5 text-[0.8125rem] text-muted leading-5">{hint}</p>
        <div className="mt-1.5 grid gap-x-4 sm:grid-cols-2">
          {choices.map((choice) => (
            <Checkbox
              key={choice}
              label={<span className="font-mono text-[0.8125rem]">{choice}</span>}
              checked={chosen.includes(choice)}
              onCheckedChange={(isChosen) =>
                onValueChange(
                  choices
                    .filter((each) => (each === choice ? isChosen : chosen.includes(each)))
                    .join("\n"),
                )
              }
            />
          ))}
        </div>
      </fieldset>
    );
  }
  if (input === "list" || input === "json") {
    return (
      <TextAreaField
        label={name}
        errors={error ? [error] : []}
        hint={
          <>
            {hint} {input === "list" ? "One per line." : "As JSON."}
          </>
        }
        required={isRequired}
        rows={input === "list" ? 2 : 4}
        placeholder={example}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        autoComplete="off"
        spellCheck={false}
        className="font-mono sm:text-[0.8125rem]"
      />
    );
  }
  if (input === "secret") {
    return (
      <SecretField
        label={name}
        required={isRequired}
        hint={hint}
        error={error}
        value={value}
        onValueChange={onValueChange}
      />
    );
  }
  const isMoment = input === "moment";
  return (
    <TextField
      label={name}
      required={isRequired}
      type={isMoment ? "datetime-local" : "text"}
      step={isMoment ? 1 : undefined}
      inputMode={input === "number" ? "numeric" : undefined}
      hint={
        <>
          {hint}
          {isMoment && " Your local time. Sent in UTC."}
        </>
      }
      error={error}
      counter={
        maxLength !== null &&
        value !== "" && (
          <span className="whitespace-nowrap">
            {countCodePoints(value)} / {maxLength}
          </span>
        )
      }
      placeholder={fallback || example}
      value={isMoment ? toLocalTime(value) : value}
      onChange={(event) => onValueChange(event.target.value)}
      autoComplete="off"
      spellCheck={false}
      className={isMoment ? "dark:scheme-dark" : undefined}
    />
  );
}

function sentence(text: string): string {
  return text === "" || /[.!?]$/.test(text) ? text : `${text}.`;
}
