"use client";

import { useId, useState } from "react";
import { endOfDay, lastDay, momentIn, toDay } from "#components/api-keys/fields/expiry.ts";
import { formatExactly } from "#components/ui/date-format.ts";
import { Errors } from "#components/ui/errors.tsx";
import { RadioPills } from "#components/ui/radio-pills.tsx";

const presetDays = [30, 90, 180, 365];
const suggestedDays = 30;

/** `default` is what the server decides where nothing is sent: the longest life that there is. */
type Choice = "default" | "never" | "date" | `${number}`;

interface ExpiryFieldProps {
  /** RFC 3339, null for never, undefined to leave it to the server, "" for a day still to be chosen. */
  value: string | null | undefined;
  onChange: (value: string | null | undefined) => void;
  /** From the operator's policy; null where keys may live without expiry. */
  longestLifeDays: number | null;
  error?: string;
}

/** When a key ends by itself: never, after a while, or at the end of a day. */
export function ExpiryField({ value, onChange, longestLifeDays, error }: ExpiryFieldProps) {
  const id = useId();
  const [initial] = useState(value);
  const [choice, setChoice] = useState<Choice>(() => choiceFor(value, longestLifeDays));
  const [day, setDay] = useState(() =>
    toDay(value ? new Date(value) : suggestedDate(longestLifeDays)),
  );
  const isPolicy = longestLifeDays !== null;

  const pills: { value: Choice; label: string }[] = [
    ...(!isPolicy || initial === null ? [{ value: "never" as const, label: "Never" }] : []),
    ...offeredDays(longestLifeDays, initial === undefined).map((days) => ({
      value: `${days}` as const,
      label: daysLabel(days),
    })),
    ...(isPolicy && initial === undefined
      ? [{ value: "default" as const, label: daysLabel(longestLifeDays) }]
      : []),
    { value: "date", label: "On a date" },
  ];

  function choose(next: Choice) {
    setChoice(next);
    if (next === "default") onChange(undefined);
    else if (next === "never") onChange(null);
    else if (next === "date") onChange(endOfDay(day) ?? "");
    else onChange(momentIn(Number(next), longestLifeDays, new Date()));
  }

  const own = choice === "date" ? faultOf(value, longestLifeDays) : null;
  const sentence = own ?? error;
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
        <input
          type="date"
          aria-label="Last day"
          aria-describedby={`${id}-outcome ${id}-errors`}
          aria-invalid={sentence !== undefined}
          value={day}
          min={toDay(new Date())}
          max={isPolicy ? lastDay(longestLifeDays, new Date()) : undefined}
          onChange={(event) => {
            setDay(event.target.value);
            onChange(endOfDay(event.target.value) ?? "");
          }}
          className="h-11 w-full min-w-0 rounded-lg border border-border-strong bg-surface px-3 text-base transition-colors duration-100 hover:border-text focus-visible:border-ring focus-visible:outline-1 focus-visible:outline-offset-0 aria-invalid:border-danger sm:h-10 sm:max-w-52 sm:text-sm dark:scheme-dark"
        />
      )}
      <Errors id={`${id}-errors`} sentences={sentence === undefined ? [] : [sentence]} />
      <p id={`${id}-outcome`} className="text-[0.8125rem] text-muted leading-5">
        {outcomeOf(value, longestLifeDays)}
        {isPolicy && ` Live keys must expire within ${daysLabel(longestLifeDays)} here.`}
      </p>
    </fieldset>
  );
}

function choiceFor(value: string | null | undefined, longestLifeDays: number | null): Choice {
  if (value === null) return "never";
  if (value === undefined) return longestLifeDays === null ? "never" : "default";
  return "date";
}

function offeredDays(longestLifeDays: number | null, hasDefault: boolean): number[] {
  if (longestLifeDays === null) return presetDays;
  const shorter = presetDays.filter((days) => days < longestLifeDays);
  return hasDefault ? shorter : [...shorter, longestLifeDays];
}

function suggestedDate(longestLifeDays: number | null): Date {
  const days = Math.min(suggestedDays, longestLifeDays ?? suggestedDays);
  return new Date(momentIn(days, longestLifeDays, new Date()));
}

function daysLabel(days: number): string {
  if (days === 365) return "1 year";
  return days === 1 ? "1 day" : `${days} days`;
}

function outcomeOf(value: string | null | undefined, longestLifeDays: number | null): string {
  if (value === "") return "";
  if (value) return `Until ${formatExactly(new Date(value))}.`;
  if (value === undefined && longestLifeDays !== null) {
    const end = momentIn(longestLifeDays, null, new Date());
    return `Until ${formatExactly(new Date(end))}.`;
  }
  return "It works until it is revoked.";
}

function faultOf(value: string | null | undefined, longestLifeDays: number | null): string | null {
  if (value === "") return "Choose a day";
  if (!value) return null;
  const end = new Date(value).getTime();
  if (end <= Date.now()) return "The expiry must be in the future";
  const isLate =
    longestLifeDays !== null &&
    end > new Date(momentIn(longestLifeDays, null, new Date())).getTime();
  return isLate ? `Live keys must expire within ${longestLifeDays} days` : null;
}
