"use client";

import { useId, useState } from "react";
import { endOfDay, lastDay, momentIn, toDay } from "#components/api-keys/fields/expiry.ts";
import { DateField } from "#components/ui/date-field.tsx";
import { formatExactly } from "#components/ui/date-format.ts";
import { Errors } from "#components/ui/errors.tsx";
import { RadioPills } from "#components/ui/radio-pills.tsx";
import { longestLifeDays } from "#lib/api-tokens/schema.ts";

const pills = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "1 year" },
  { value: "date", label: "On a date" },
] as const;
type Choice = (typeof pills)[number]["value"];

const suggestedDays = 90;

/** What the field begins with. */
export function suggestedExpiry(): string {
  return momentIn(suggestedDays, null, new Date());
}

interface ExpiryFieldProps {
  /** RFC 3339, or "" for a day still to be chosen. */
  value: string;
  onChange: (value: string) => void;
  error?: string;
}

/** When a token ends by itself, which it always does. */
export function ExpiryField({ value, onChange, error }: ExpiryFieldProps) {
  const id = useId();
  const [choice, setChoice] = useState<Choice>(`${suggestedDays}`);
  const [day, setDay] = useState(() => toDay(new Date(suggestedExpiry())));

  function choose(next: Choice) {
    setChoice(next);
    if (next === "date") onChange(endOfDay(day) ?? "");
    else onChange(momentIn(Number(next), null, new Date()));
  }

  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="sr-only">Expiry</legend>
      <RadioPills
        label="Expires"
        pills={pills}
        value={choice}
        onValueChange={choose}
        describedBy={`${id}-outcome ${id}-errors`}
      />
      {choice === "date" && (
        <DateField
          label="Last day"
          value={day}
          min={toDay(new Date())}
          max={lastDay(longestLifeDays, new Date())}
          aria-describedby={`${id}-errors`}
          aria-invalid={error !== undefined}
          onValueChange={(next) => {
            setDay(next);
            onChange(endOfDay(next) ?? "");
          }}
          className="sm:max-w-52"
        />
      )}
      <Errors id={`${id}-errors`} sentences={error === undefined ? [] : [error]} />
      <p id={`${id}-outcome`} className="min-h-5 text-[0.8125rem] text-muted leading-5">
        {value && `It works until ${formatExactly(new Date(value))}.`}
      </p>
    </fieldset>
  );
}
