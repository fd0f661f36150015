"use client";

import { useState } from "react";
import { type ListError, listSentences } from "#components/list-error.ts";
import { Counter } from "#components/ui/counter.tsx";
import { TextAreaField } from "#components/ui/text-area-field.tsx";
import { allowlistMaxLength } from "#lib/api-keys/constants.ts";
import { addressOrRange } from "#lib/api-keys/schema.ts";

interface AllowlistFieldProps {
  value: readonly string[];
  /** Also receives incomplete IP addresses; the form's schema rejects them. */
  onChange: (value: string[]) => void;
  error?: ListError;
}

/** IP addresses and ranges that may use the key, one per line, validated while typing. */
export function AllowlistField({ value, onChange, error }: AllowlistFieldProps) {
  const [text, setText] = useState(value.join("\n"));
  const [isTyping, setTyping] = useState(false);
  const finished = isTyping && !endsEntry.test(text) ? value.slice(0, -1) : value;
  const faults = [...new Set(finished.flatMap(findFaults))];
  const errors = faults.length > 0 ? faults : listSentences(error, finished);

  return (
    <TextAreaField
      label="Allowed IP addresses"
      rows={Math.min(Math.max(text.split("\n").length, 2), 8)}
      value={text}
      placeholder={"203.0.113.0/24\n2001:db8::1"}
      autoCapitalize="none"
      autoComplete="off"
      autoCorrect="off"
      spellCheck={false}
      onChange={(event) => {
        setText(event.target.value);
        setTyping(true);
        onChange(parseEntries(event.target.value));
      }}
      onBlur={() => setTyping(false)}
      errors={errors}
      hint={
        value.length === 0
          ? "Leave empty to allow calls from anywhere."
          : "Calls from any other address are refused."
      }
      counter={value.length > 0 && <Counter count={value.length} max={allowlistMaxLength} />}
      className="font-mono leading-6"
    />
  );
}

const endsEntry = /[\s,;]$/;

function parseEntries(text: string): string[] {
  return text.split(/[\s,;]+/).filter((entry) => entry !== "");
}

function findFaults(entry: string): string[] {
  const { error } = addressOrRange.safeParse(entry);
  return error ? [`${entry}: ${error.issues[0]?.message}`] : [];
}
