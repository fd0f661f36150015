"use client";

import { useEffect, useId, useRef, useState } from "react";
import { Link } from "#components/navigation/link.tsx";
import { FieldInput } from "#components/reference/console/field-input.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Select } from "#components/ui/select.tsx";
import { paths } from "#lib/paths.ts";
import type { ConsoleField } from "#lib/reference/schema.ts";

interface OwnedIdFieldProps {
  field: ConsoleField;
  /** Undefined while loading, or if they are not available. */
  owned: { id: string; label: string }[] | undefined;
  value: string;
  onValueChange: (value: string) => void;
  error?: string;
}

const unset = "none";
const words = {
  application: { one: "an application", label: "application" },
  "api-key": { one: "an API key", label: "API key" },
};

/** An id chosen by name among the reader's own, or typed. */
export function OwnedIdField({ field, owned, value, onValueChange, error }: OwnedIdFieldProps) {
  const errorId = useId();
  const [isTyped, setTyped] = useState(false);
  const { one, label } = words[field.source ?? "application"];
  const isChosen = value === "" || owned?.some(({ id }) => id === value);
  const choices = isTyped || !isChosen || !owned?.length ? null : owned;
  const fieldFocus = useFieldFocus(choices ? "[role=combobox]" : "input");

  if (!choices) {
    return (
      <div {...fieldFocus}>
        <FieldInput field={field} value={value} onValueChange={onValueChange} error={error} />
        {owned?.length === 0 && field.source === "application" && (
          <p className="mt-1 text-[0.8125rem] text-muted leading-5">
            You don't have any yet.{" "}
            <Link
              href={paths.applications}
              className="font-medium text-accent-text underline underline-offset-4"
            >
              Create an application
            </Link>
          </p>
        )}
        {owned && owned.length > 0 && (
          <LinkButton
            onClick={() => {
              setTyped(false);
              onValueChange("");
            }}
          >
            Choose one of yours
          </LinkButton>
        )}
      </div>
    );
  }
  return (
    <div {...fieldFocus}>
      <Select
        label={field.name}
        options={[
          { value: unset, label: `Choose ${one}` },
          ...choices.map(({ id, label: text }) => ({ value: id, label: text })),
        ]}
        value={value || unset}
        isInvalid={error !== undefined}
        describedBy={error && errorId}
        onValueChange={(next) => onValueChange(next === unset ? "" : next)}
      />
      {error && (
        <div role="alert" className="mt-1.5">
          <FieldError id={errorId}>{error}</FieldError>
        </div>
      )}
      <p className="mt-1.5 flex flex-wrap items-center gap-x-2 text-[0.8125rem] text-muted leading-5">
        {value ? <code className="wrap-anywhere font-mono">{value}</code> : `Your own ${label}s.`}
        <LinkButton onClick={() => setTyped(true)} className="text-[0.8125rem]">
          Type an id
        </LinkButton>
      </p>
    </div>
  );
}

/** Moves the focus to the new field if one field replaces another in the element. */
function useFieldFocus(selector: string) {
  const ref = useRef<HTMLDivElement>(null);
  const hasFocus = useRef(false);
  useEffect(() => {
    const isLost = hasFocus.current && document.activeElement === document.body;
    if (isLost) ref.current?.querySelector<HTMLElement>(selector)?.focus();
  }, [selector]);
  const onFocus = () => {
    hasFocus.current = true;
  };
  const onBlur = () => {
    hasFocus.current = false;
  };
  return { ref, onFocus, onBlur };
}
