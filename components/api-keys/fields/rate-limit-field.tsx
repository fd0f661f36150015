"use client";

import { useState } from "react";
import { rateLimitWindowWords } from "#components/rate-limit-words.ts";
import { Select } from "#components/ui/select.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { rateLimitWindows } from "#lib/api-keys/constants.ts";
import { type RateLimit, rateLimitSchema } from "#lib/api-keys/schema.ts";

type Window = RateLimit["windowSeconds"];

interface RateLimitFieldProps {
  value: RateLimit | null | undefined;
  /** Also receives an incomplete number; the form's schema rejects it. */
  onChange: (value: RateLimit | null) => void;
  error?: { message?: string; limit?: { message?: string } };
}

const options = rateLimitWindows.map((seconds) => ({
  value: `${seconds}` as const,
  label: `per ${rateLimitWindowWords[seconds]}`,
}));

/** Calls per window, or empty for no limit. */
export function RateLimitField({ value, onChange, error }: RateLimitFieldProps) {
  const [text, setText] = useState(value ? `${value.limit}` : "");
  const [windowSeconds, setWindow] = useState<Window>(value?.windowSeconds ?? 60);

  function change(nextText: string, nextWindow: Window) {
    setText(nextText);
    setWindow(nextWindow);
    onChange(toRateLimit(nextText, nextWindow));
  }

  const limit = toRateLimit(text, windowSeconds)?.limit;
  return (
    <TextField
      label="Rate limit"
      required={false}
      inputMode="numeric"
      autoComplete="off"
      placeholder="No limit"
      value={text}
      onChange={(event) => change(event.target.value, windowSeconds)}
      error={findFault(limit) ?? error?.limit?.message ?? error?.message}
      hint={
        limit === undefined
          ? "Leave empty for no limit on this key."
          : `Calls over the limit are refused until the ${rateLimitWindowWords[windowSeconds]} ends.`
      }
      beside={
        <Select
          label="Rate limit window"
          isLabelHidden
          options={options}
          value={`${windowSeconds}` as const}
          onValueChange={(next) => change(text, Number(next) as Window)}
          className="w-36 shrink-0"
        />
      }
      className="tabular-nums"
    />
  );
}

function toRateLimit(text: string, windowSeconds: Window): RateLimit | null {
  const digits = text.trim();
  if (digits === "") return null;
  return { limit: /^\d+$/.test(digits) ? Number(digits) : Number.NaN, windowSeconds };
}

function findFault(limit: number | undefined): string | undefined {
  if (limit === undefined) return undefined;
  return rateLimitSchema.shape.limit.safeParse(limit).error?.issues[0]?.message;
}
