"use client";

import { useId, useState } from "react";
import { getEndOfDay, getExpiryIn, getLastDay, toDay } from "#components/fields/expiry.ts";
import { DateField } from "#components/ui/date-field.tsx";
import { formatExactly } from "#components/ui/date-format.ts";
import { Errors } from "#components/ui/errors.tsx";
import { RadioPills } from "#components/ui/radio-pills.tsx";

const presetDays = [30, 90, 180, 365];
const suggestedDays = 30;

/** RFC 3339, null for never, undefined for the server's default, "" while no day is chosen. */
export type Expiry = string | null | undefined;

/** `default` is the server's default, the longest lifetime. */
type Choice = "default" | "never" | "date" | `${number}`;

interface ExpiryFieldProps<Value extends Expiry> {
  /** What expires, such as "Live keys". */
  subject: string;
  value: Value;
  onChange: (value: Value) => void;
  /** Null if an expiry is optional. */
  longestLifeDays: number | null;
  /** Whether "Never" is not among the choices. */
  isRequired?: boolean;
  /** Why an expiry is worth it. */
  hint?: string;
  error?: string;
}

/** Chooses an expiry: never, after a period, or at the end of a day. */
export function ExpiryField<Value extends Expiry>({
  subject,
  value,
  onChange,
  longestLifeDays,
  isRequired = false,
  hint,
  error,
}: ExpiryFieldProps<Value>) {
  const id = useId();
  const [initial] = useState<Expiry>(value);
  const [pills] = useState(() => listPills(value, longestLifeDays, isRequired));
  const [choice, setChoice] = useState<Choice>(() => findChoice(value, pills, longestLifeDays));
  const [day, setDay] = useState(() =>
    toDay(initial ? new Date(initial) : suggestDate(longestLifeDays)),
  );

  function change(next: Expiry) {
    // An option is only offered if the field's value type includes it.
    onChange(next as Value);
  }

  function choose(next: Choice) {
    setChoice(next);
    if (next === "default") change(undefined);
    else if (next === "never") change(null);
    else if (next === "date") change(getEndOfDay(day) ?? "");
    else change(getExpiryIn(Number(next), longestLifeDays, new Date()));
  }

  const limit =
    longestLifeDays === null ? "" : `${subject} must expire within ${formatDays(longestLifeDays)}`;
  const sentence = choice === "date" ? (findFault(value, longestLifeDays, limit) ?? error) : error;
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
          max={longestLifeDays === null ? undefined : getLastDay(longestLifeDays, new Date())}
          aria-describedby={`${id}-outcome ${id}-errors`}
          aria-invalid={sentence !== undefined}
          onValueChange={(next) => {
            setDay(next);
            change(getEndOfDay(next) ?? "");
          }}
          className="sm:max-w-52"
        />
      )}
      <Errors id={`${id}-errors`} sentences={sentence === undefined ? [] : [sentence]} />
      <p id={`${id}-outcome`} className="min-h-5 text-[0.8125rem] text-muted leading-5">
        {describeOutcome(value, longestLifeDays)} {limit && `${limit}.`} {hint}
      </p>
    </fieldset>
  );
}

function listPills(initial: Expiry, longestLifeDays: number | null, isRequired: boolean) {
  const longest = longestLifeDays ?? Number.POSITIVE_INFINITY;
  const presets = presetDays.filter((days) => days < longest);
  const hasDefault = longestLifeDays !== null && initial === undefined;
  // A limit one day above a preset, as for leap years, is not a separate option.
  if (longestLifeDays !== null && !hasDefault && !presets.includes(longest - 1)) {
    presets.push(longestLifeDays);
  }
  const pills: { value: Choice; label: string }[] = presets.map((days) => ({
    value: `${days}`,
    label: formatDays(days),
  }));
  if (!isRequired && (longestLifeDays === null || initial === null))
    pills.unshift({ value: "never", label: "Never" });
  if (hasDefault) pills.push({ value: "default", label: formatDays(longest) });
  return [...pills, { value: "date" as const, label: "On a date" }];
}

function findChoice(
  value: Expiry,
  pills: readonly { value: Choice }[],
  longestLifeDays: number | null,
): Choice {
  if (value === null) return "never";
  if (value === undefined) return longestLifeDays === null ? "never" : "default";
  const now = new Date();
  const preset = pills.find(
    (pill) =>
      /^\d/.test(pill.value) && getExpiryIn(Number(pill.value), longestLifeDays, now) === value,
  );
  return preset?.value ?? "date";
}

function suggestDate(longestLifeDays: number | null): Date {
  const days = Math.min(suggestedDays, longestLifeDays ?? suggestedDays);
  return new Date(getExpiryIn(days, longestLifeDays, new Date()));
}

function formatDays(days: number): string {
  if (days === 365) return "1 year";
  return days === 1 ? "1 day" : `${days} days`;
}

function describeOutcome(value: Expiry, longestLifeDays: number | null): string {
  if (value === "") return "";
  if (value) return `Until ${formatExactly(new Date(value))}.`;
  if (value === undefined && longestLifeDays !== null) {
    const end = getExpiryIn(longestLifeDays, null, new Date());
    return `Until ${formatExactly(new Date(end))}.`;
  }
  return "It works until you revoke it.";
}

function findFault(
  value: Expiry,
  longestLifeDays: number | null,
  limit: string,
): string | undefined {
  if (value === "") return "Choose a day";
  if (!value) return undefined;
  const end = Date.parse(value);
  if (end <= Date.now()) return "The expiry must be in the future";
  const isLate =
    longestLifeDays !== null && end > Date.parse(getExpiryIn(longestLifeDays, null, new Date()));
  return isLate ? limit : undefined;
}
